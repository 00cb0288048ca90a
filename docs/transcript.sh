#!/usr/bin/env bash
# Replays the commands of the README's transcript against a platform that has just been started for the first time:
#
#   ANNALS_ADMIN_PASSWORD='kept by the keeper' ./run            in one terminal, without data/
#   docs/transcript.sh                                          in another: prints commands and answers
#   docs/transcript.sh --update                                 writes the answers into README.md
#   docs/transcript.sh --check                                  fails where an answer is not what README.md says
#
# Ids, times, tokens and positions differ from run to run; --check compares everything else. Needs curl and jq.
set -euo pipefail
. "$(dirname "$0")/story.sh"
story transcript end "${1-}"

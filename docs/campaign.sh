#!/usr/bin/env bash
# Replays the README's story of a campaign against a platform that has just been started for the first time:
#
#   ANNALS_ADMIN_PASSWORD='kept by the keeper' ./run            in one terminal, without data/
#   docs/campaign.sh                                            in another: prints commands and answers
#   docs/campaign.sh --update                                   writes the answers into README.md
#   docs/campaign.sh --check                                    fails where an answer is not what README.md says
#
# Ids, times, tokens and positions differ from run to run; --check compares everything else. Needs curl and jq.
set -euo pipefail
. "$(dirname "$0")/story.sh"
story campaign 'end campaign' "${1-}"

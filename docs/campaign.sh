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
cd "$(dirname "$0")/.."
mode=${1:-}

# The story with fresh answers: in its blocks a line that starts with "$ " is run, every other one is an old answer.
replay() {
  local line inside=false block=false
  while IFS= read -r line; do
    case $line in
      '<!-- campaign -->') inside=true ;;
      '<!-- end campaign -->') inside=false ;;
      '```'*) if $inside && ! $block; then block=true; else block=false; fi ;;
      '$ '*)
        if $block; then
          echo "$line"
          eval "${line#??}" 2>&1 < /dev/null || true
          continue
        fi
        ;;
      *) ! $block || continue ;;
    esac
    if $inside || [ "$mode" != "" ]; then echo "$line"; fi
  done < README.md
}

# What differs from run to run becomes a word.
same() {
  sed -E -e 's/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/ID/g' \
    -e 's/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z/TIME/g' -e 's/[0-9]{4}-[0-9]{2}-[0-9]{2}/DAY/g' \
    -e 's/"(position|revision)":[^,}]*/"\1":N/g'
}

case $mode in
  "") replay ;;
  --update)
    replay > README.md.new
    mv README.md.new README.md
    ;;
  --check)
    diff <(same < README.md) <(replay | same) && echo "The story holds."
    ;;
  *) sed -n '2,10s/^# \{0,1\}//p' "$0" ;;
esac

# Sourced by docs/transcript.sh and docs/campaign.sh: replays a story of README.md against a platform that has just been
# started for the first time. In the blocks between two comments a line that starts with "$ " is run, every other one is an
# old answer. PORT says where the platform is, where that is not 8088. Needs bash, curl and jq.

# The story between <!-- $1 --> and <!-- $2 --> with fresh answers; all of README.md around it where $3 says so.
replay() {
  local line inside=false block=false
  while IFS= read -r line; do
    case $line in
      "<!-- $1 -->") inside=true ;;
      "<!-- $2 -->") inside=false ;;
      '```'*) if $inside && ! $block; then block=true; else block=false; fi ;;
      '$ '*)
        if $block; then
          echo "$line"
          line=${line#??}
          eval "${line//localhost:8088/localhost:${PORT:-8088}}" 2>&1 < /dev/null || true
          continue
        fi
        ;;
      *) ! $block || continue ;;
    esac
    if $inside || [ -n "$3" ]; then echo "$line"; fi
  done < README.md
}

# What differs from run to run becomes a word.
same() {
  sed -E -e 's/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/ID/g' \
    -e 's/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z/TIME/g' -e 's/[0-9]{4}-[0-9]{2}-[0-9]{2}/DAY/g' \
    -e 's/"(access|refresh)_token":"[^"]*"/"\1_token":"TOKEN"/g' -e 's/[Aa]nnals-[Pp]osition: .*/POSITION/' \
    -e 's/"(alias|position|revision)":[^,}]*/"\1":N/g' -e "s/localhost:${PORT:-8088}/localhost:8088/g"
}

# story BEGIN END MODE: prints it, writes the answers into README.md (--update), or fails where one is another (--check).
story() {
  cd "$(dirname "${BASH_SOURCE[0]}")/.."
  case ${3-} in
    "") replay "$1" "$2" "" ;;
    --update)
      replay "$1" "$2" all > README.md.new
      mv README.md.new README.md
      ;;
    --check) diff <(same < README.md) <(replay "$1" "$2" all | same) && echo "The $1 holds." ;;
    *) sed -n '2,9s/^# \{0,1\}//p' "$0" ;;
  esac
}

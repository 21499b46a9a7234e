# bash completion for sayso: commands, options, and what the project named on the line has.

_sayso_project() {
  local word
  for word in "${COMP_WORDS[@]:1}"; do
    if [[ -f "$word/sayso.json" ]]; then
      printf '%s' "$word"
      return
    fi
  done
}

_sayso() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
  local commands="new add edit finish reopen comment stats check export agree diff find comments history restore remove rename correct reanchor fsck merge git-setup plugin screenshot replay help"
  local options project
  COMPREPLY=()
  project=$(_sayso_project)
  case $prev in
    --annotator | --annotators | --of)
      [[ -n $project ]] && COMPREPLY=($(compgen -W "$(ls "$project/annotations" 2>/dev/null)" -- "$cur"))
      return
      ;;
    --article)
      [[ -n $project ]] && COMPREPLY=($(compgen -W "$(cd "$project/articles" 2>/dev/null && find . -name '*.txt' ! -path '*/.*/*' | sed 's|^\./||; s|\.txt$||')" -- "$cur"))
      return
      ;;
    --to)
      COMPREPLY=($(compgen -W "$(sayso plugin list 2>/dev/null | awk '$1 == "exporter" {print $2}')" -- "$cur"))
      return
      ;;
    --view) COMPREPLY=($(compgen -W "annotate" -- "$cur")) && return ;;
    --theme) COMPREPLY=($(compgen -W "light dark contrast" -- "$cur")) && return ;;
    --as-of) COMPREPLY=($(compgen -W "first last now" -- "$cur")) && return ;;
    --match) COMPREPLY=($(compgen -W "exact trimmed overlap overlap:0.5" -- "$cur")) && return ;;
    comment) [[ $COMP_CWORD -eq 2 ]] && COMPREPLY=($(compgen -W "add reply edit resolve reopen remove" -- "$cur")) && return ;;
    plugin) [[ $COMP_CWORD -eq 2 ]] && COMPREPLY=($(compgen -W "list info new test install remove enable disable trust" -- "$cur")) && return ;;
    help) COMPREPLY=($(compgen -W "$commands" -- "$cur")) && return ;;
  esac
  if [[ $COMP_CWORD -eq 1 ]]; then
    COMPREPLY=($(compgen -W "$commands --version --help --annotator --article --view --scale" -- "$cur") $(compgen -d -- "$cur"))
    return
  fi
  case ${COMP_WORDS[1]} in
    new) options="--scheme --name" ;;
    add) options="--id --title --outlet --author --date --url --language --rights --zones" ;;
    edit) options="--annotator --article --by" ;;
    finish) options="--annotator --article --by --skip --reason" ;;
    reopen) options="--annotator --article --by --reason" ;;
    comment) options="--annotator --article --on --of --at --id --text" ;;
    stats) options="--as-of --suggestions" ;;
    check) options="--annotator --article --rule --as-of --fix --dismissed" ;;
    export) options="--to --out --annotator --article --as-of --set" ;;
    agree) options="--annotators --article --as-of --layer --match --measure" ;;
    diff) options="--annotators --article --as-of --match" ;;
    find) options="--layer --as-of --annotator --article" ;;
    comments) options="--annotator --article --open" ;;
    history) options="--annotator --article --comments" ;;
    restore) options="--annotator --article --at --by" ;;
    remove) options="--article --undo" ;;
    rename) options="--article --to --by" ;;
    correct) options="--article --by" ;;
    reanchor) options="--annotator --article" ;;
    fsck) options="--repair" ;;
    merge) options="--name" ;;
    git-setup) options="" ;;
    plugin) options="--kind --language --articles --project --yes --sum" ;;
    screenshot) options="--view --article --annotator --out --size --scale --theme --text-size" ;;
    replay) options="--annotator --article --events --screenshot --size --scale --theme --text-size" ;;
    *) options="--annotator --article --view --scale" ;;
  esac
  if [[ $cur == -* ]]; then
    COMPREPLY=($(compgen -W "$options --json --quiet --help" -- "$cur"))
  else
    COMPREPLY=($(compgen -f -- "$cur"))
  fi
}

complete -o filenames -F _sayso sayso

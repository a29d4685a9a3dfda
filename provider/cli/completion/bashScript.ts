/**
 * The library's own script for bash needs the package bash-completion, evaluates the words that were typed, and completes
 * nothing after `=`. This one needs bash 3.2, and passes the words on as they are.
 */
export const BASH_SCRIPT = `# bash completion for msads
_msads_completion() {
  local IFS=$'\\n' command=$1 cur=\${COMP_WORDS[COMP_CWORD]} out line value i
  local -a words=()
  # bash takes --name=value apart: put it together again.
  for ((i = 1; i <= COMP_CWORD; i++)); do
    if [[ \${#words[@]} -gt 0 && ( \${COMP_WORDS[i]} == "=" || \${COMP_WORDS[i - 1]} == "=" ) ]]; then
      words[\${#words[@]} - 1]+=\${COMP_WORDS[i]}
    else
      words+=("\${COMP_WORDS[i]}")
    fi
  done
  if [[ $cur == "=" ]]; then cur=""; fi
  COMPREPLY=()
  out=$("$command" complete -- "\${words[@]}" 2>/dev/null) || return 0
  while read -r line; do
    value=\${line%%$'\\t'*}
    if [[ $value == :* ]]; then continue; fi
    if [[ $value == "$cur"* ]]; then COMPREPLY+=("$value"); fi
  done <<<"$out"
  # The last line says what else may be there; :0 is files.
  if [[ $out == *":0" ]]; then
    compopt -o filenames 2>/dev/null
    while read -r value; do COMPREPLY+=("$value"); done < <(compgen -f -- "$cur")
  fi
}
complete -F _msads_completion msads
`;

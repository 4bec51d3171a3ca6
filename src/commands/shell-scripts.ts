import type { OptionShape, Shape } from './tree.js'

type Tree = [program: Shape, ...commands: Shape[]]

/** For each shell the script that completes a command line. Where a script knows no words, file names are offered. */
export const shellScripts = { bash, zsh, fish }

/** A group as one command: its commands are the first argument, and all their options are its own. */
function asOne(command: Shape): Shape {
  const { commands } = command
  if (commands.length === 0) return command
  const choices = commands.flatMap(({ names }) => names.map((name) => name.replace(/^.* /, '')))
  const options = new Map([command, ...commands].flatMap((one) => one.options.map((option) => [option.flags, option])))
  const first = { name: 'command', choices, variadic: false, description: '' }
  return { ...command, arguments: [first], options: [...options.values()] }
}

/** Needs nothing newer than bash 3.2, which macOS has. */
function bash([program, ...groups]: Tree): string {
  const commands = groups.map(asOne)
  const rows = [
    { keys: [' -'], words: optionNames(program) },
    { keys: [' 0'], words: commands.flatMap(({ names }) => names) },
    ...commands.flatMap((command) => bashRows(command, program)),
  ]
  const takes = commands.flatMap((command) => keys(command, command.options.filter(takesValue).flatMap(namesOf)))
  return `# source <(brick completion bash)
_brick_takes_value() {
  case $1 in
    ${takes.map(quote).join('|') || "''"}) return 0 ;;
  esac
  return 1
}

_brick() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} command='' place=0 words='' i
  if [ "$word" = = ]; then word=''
  elif [ "$before" = = ]; then before=\${COMP_WORDS[COMP_CWORD-2]}
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    if _brick_takes_value "$command \${COMP_WORDS[i]}"; then
      [ "\${COMP_WORDS[i+1]}" = = ] && ((i++))
      ((i++))
    elif [[ \${COMP_WORDS[i]} == -?* ]]; then :
    elif [ -z "$command" ]; then command=\${COMP_WORDS[i]}
    else ((place++))
    fi
  done
  if _brick_takes_value "$command $before"; then place=$before
  elif [[ $word == -* ]]; then place=-
  fi
  case "$command $place" in
${rows.map(({ keys, words }) => `    ${keys.map(quote).join('|')}) words=${quote(words.join(' '))} ;;`).join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}

complete -o default -F _brick brick
`
}

/** A key is the command and what is wanted: `-` for an option, an option for its value, a number for an argument. */
function bashRows(command: Shape, program: Shape): { keys: string[]; words: string[] }[] {
  return [
    { keys: keys(command, ['-']), words: [...optionNames(command), ...optionNames(program)] },
    ...command.options.map((option) => ({ keys: keys(command, option.names), words: option.choices })),
    ...command.arguments.map(({ choices }, place) => ({ keys: keys(command, [`${place}`]), words: choices })),
  ].filter(({ words }) => words.length > 0)
}

function keys(command: Shape, wanted: string[]): string[] {
  return command.names.flatMap((name) => wanted.map((what) => `${name} ${what}`))
}

function zsh([program, ...groups]: Tree): string {
  const commands = groups.map(asOne)
  return `#compdef brick
_brick() {
  local state line
  _arguments -C ${program.options.flatMap(zshOption).join(' ')} '1:command:->command' '*::argument:->argument'
  case $state in
    command)
      local -a commands=(
${commands.flatMap(({ names, summary }) => names.map((name) => `        ${quote(`${name}:${summary}`)}`)).join('\n')}
      )
      _describe command commands ;;
    argument)
      case $line[1] in
${commands.map((command) => `        ${command.names.join('|')}) _arguments ${zshWords(command)} ;;`).join('\n')}
      esac ;;
  esac
}
if [ "$funcstack[1]" = _brick ]; then _brick "$@"; else compdef _brick brick; fi
`
}

function zshWords(command: Shape): string {
  const places = command.arguments.map(({ name, choices, variadic }, place) =>
    quote(`${variadic ? '*' : place + 1}:${name}:${zshValues(choices)}`),
  )
  return [...command.options.flatMap(zshOption), ...places].join(' ')
}

function zshOption({ names, value, choices, description }: OptionShape): string[] {
  const text = description.replaceAll(/[[\]:\\]/g, '\\$&')
  const values = value === undefined ? '' : `:${value}:${zshValues(choices)}`
  return names.map((name) => quote(`${name}[${text}]${values}`))
}

function zshValues(choices: string[]): string {
  return choices.length > 0 ? `(${choices.join(' ')})` : '_files'
}

function fish([program, ...groups]: Tree): string {
  const commands = groups.map(asOne)
  const lines = [
    ...program.options.map((option) => fishOption('', option)),
    ...commands.flatMap(({ names, summary }) =>
      names.map((name) => `-n __fish_use_subcommand -f -a ${name} -d ${quote(summary)}`),
    ),
    ...commands.flatMap((command) => [
      ...command.options.map((option) => fishOption(within(command), option)),
      ...command.arguments
        .filter(({ choices }) => choices.length > 0)
        .map(({ choices }) => `${within(command)}-f -a ${quote(choices.join(' '))}`),
    ]),
  ]
  return lines.map((line) => `complete -c brick ${line}\n`).join('')
}

function within({ names }: Shape): string {
  return `-n ${quote(`__fish_seen_subcommand_from ${names.join(' ')}`)} `
}

function fishOption(where: string, { names, value, choices, description }: OptionShape): string {
  const flags = names.map((name) => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`))
  const values = choices.length > 0 ? ` -x -a ${quote(choices.join(' '))}` : value === undefined ? '' : ' -r'
  return `${where}${flags.join(' ')}${values} -d ${quote(description)}`
}

function optionNames({ options }: Shape): string[] {
  return options.flatMap(namesOf)
}

function namesOf({ names }: OptionShape): string[] {
  return names
}

function takesValue({ value }: OptionShape): boolean {
  return value !== undefined
}

/** For fish, which reads a backslash also within quotes, descriptions must have none. */
function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}

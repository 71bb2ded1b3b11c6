#include "manual.h"

#include <algorithm>

namespace tirai::cli {
namespace {
std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}
std::vector<std::string> flags_of(const CLI::App& command) {
  std::vector<std::string> flags;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) flags.push_back("--" + name);
  }
  return flags;
}

// "FORMAT:{human,json,sarif}" → "human json sarif"
std::string values_of(const CLI::Option& option) {
  std::string type = option.get_type_name();
  const std::size_t open = type.find('{'), close = type.rfind('}');
  if (open == type.npos || close == type.npos) return "";
  type = type.substr(open + 1, close - open - 1);
  std::replace(type.begin(), type.end(), ',', ' ');
  return type;
}

// In man(7), a backslash is "\\e", a hyphen of a flag "\\-", and a line never begins with a dot.
std::string man_text(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\') out += "\\e";
    else if (c == '-') out += "\\-";
    else out += c;
    if (c == '\n') out += "\\&";
  }
  return out;
}

// The functions that both shells share: the words behind a command, and the values of an option, or of its first operand ("@").
std::string tables(const CLI::App& app) {
  std::string names, words, values;
  for (const CLI::App* command : app.get_subcommands({})) {
    names += (names.empty() ? "" : " ") + command->get_name();
    words += "    " + command->get_name() + ") printf '%s' \"" + joined(flags_of(*command)) + "\" ;;\n";
    for (const CLI::Option* option : command->get_options()) {
      const std::string list = values_of(*option);
      const std::string name = option->get_lnames().empty() ? "@" : "--" + option->get_lnames().front();
      if (!list.empty()) values += "    \"" + command->get_name() + " " + name + "\") printf '%s' \"" + list + "\" ;;\n";
    }
  }
  return "_tirai_words() {\n  case \"$1\" in\n" + words + "    *) printf '%s' \"" + names + " --help --version\" ;;\n  esac\n}\n_tirai_values() {\n  case \"$1 $2\" in\n" + values + "  esac\n}\n";
}

constexpr const char* kBash = R"(_tirai() {
  local now=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command= list
  [ "$COMP_CWORD" -gt 1 ] && command=${COMP_WORDS[1]}
  list=$(_tirai_values "$command" "$before")
  if [ -z "$list" ] && [ "$COMP_CWORD" -eq 2 ] && [[ $now != -* ]]; then list=$(_tirai_values "$command" @); fi
  if [ -z "$list" ] && [ -n "$command" ] && [[ $now != -* ]]; then COMPREPLY=($(compgen -f -- "$now")); return; fi
  COMPREPLY=($(compgen -W "${list:-$(_tirai_words "$command")}" -- "$now"))
}
complete -o filenames -F _tirai tirai
)";

// Loaded by its name from a folder of $fpath, or sourced.
constexpr const char* kZsh = R"(_tirai() {
  local command= list
  (( CURRENT > 2 )) && command=$words[2]
  list=$(_tirai_values "$command" "$words[CURRENT-1]")
  if [[ -z $list && CURRENT -eq 3 && $words[CURRENT] != -* ]]; then list=$(_tirai_values "$command" @); fi
  if [[ -z $list && -n $command && $words[CURRENT] != -* ]]; then _files; return; fi
  compadd -- ${=${list:-$(_tirai_words "$command")}}
}
if [[ $funcstack[1] == _tirai ]]; then _tirai "$@"; else compdef _tirai tirai; fi
)";

std::string option_text(const CLI::Option& option) {
  const std::string name = option.get_lnames().empty() ? option.get_name(true) : "--" + option.get_lnames().front();
  return ".TP\n.B " + man_text(name) + (option.get_type_name().empty() ? "" : " " + man_text(option.get_type_name())) + "\n" + man_text(option.get_description()) + "\n";
}

// "Exit codes: 0 ok, 1 internal, …" → one line each.
std::string exit_status(const std::string& codes) {
  std::string out = ".SH EXIT STATUS\n";
  for (std::size_t at = codes.find(':'); at != codes.npos; at = codes.find(',', at + 1)) {
    const std::size_t end = std::min(codes.find(',', at + 1), codes.size());
    const std::string one = codes.substr(at + 2, end - at - 2);
    out += ".TP\n.B " + one.substr(0, one.find(' ')) + "\n" + man_text(one.substr(one.find(' ') + 1)) + "\n";
  }
  return out;
}
}  // namespace

std::string completion_script(const CLI::App& app, const std::string& shell) {
  return shell == "bash" ? "# bash completion of tirai\n" + tables(app) + kBash : "#compdef tirai\n# zsh completion of tirai\n" + tables(app) + kZsh;
}

std::string manual_page(const CLI::App& app, const std::string& exit_codes) {
  std::string what = app.get_description();
  what = what.substr(what.find(": ") + 2);
  std::string out = ".TH TIRAI 1 \"\" \"tirai " TIRAI_VERSION "\"\n.SH NAME\ntirai \\- " + man_text(what) + "\n.SH SYNOPSIS\n.B tirai\n.I COMMAND\n[\\fIOPTION\\fR]...\n.SH COMMANDS\n";
  for (const CLI::App* command : app.get_subcommands({})) {
    out += ".SS " + command->get_name() + "\n" + man_text(command->get_description()) + "\n";
    for (const CLI::Option* option : command->get_options()) out += option_text(*option);
    const std::string footer = command->get_footer();
    out += ".PP\n.nf\n\\&" + man_text(footer.substr(0, footer.find("\n" + exit_codes))) + "\n.fi\n";
  }
  return out + exit_status(exit_codes) +
         ".SH ENVIRONMENT\n.TP\n.B NO_COLOR\nwhen set, nothing is coloured. Without a terminal nothing is, either.\n"
         ".SH FILES\nOf \\- as a file, standard input is read. Errors are one line on standard error; they never hold the text of a ticket.\n";
}

}  // namespace tirai::cli

#include "manual.h"

namespace tirai::cli {
namespace {
std::vector<std::string> flags_of(const CLI::App& command) {
  std::vector<std::string> flags;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) flags.push_back("--" + name);
  }
  return flags;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
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
}  // namespace

std::string completion_script(const CLI::App& app, const std::string& shell) {
  std::string names, cases;
  for (const CLI::App* command : app.get_subcommands({})) {
    names += (names.empty() ? "" : " ") + command->get_name();
    cases += "    " + command->get_name() + ") words=\"" + joined(flags_of(*command)) + "\" ;;\n";
  }
  const std::string choose = "  case \"$1\" in\n" + cases + "    *) words=\"" + names + " --help --version\" ;;\n  esac\n";
  if (shell == "bash") {
    return "# bash completion of tirai\n_tirai_words() {\n  local words\n" + choose + "  printf '%s' \"$words\"\n}\n_tirai() {\n  local now=${COMP_WORDS[COMP_CWORD]} command=\n  [ \"$COMP_CWORD\" -gt 1 ] && command=${COMP_WORDS[1]}\n"
           "  if [ -n \"$command\" ] && [[ $now != -* ]]; then COMPREPLY=($(compgen -f -- \"$now\")); return; fi\n  COMPREPLY=($(compgen -W \"$(_tirai_words \"$command\")\" -- \"$now\"))\n}\ncomplete -o filenames -F _tirai tirai\n";
  }
  return "#compdef tirai\n# zsh completion of tirai\n_tirai_words() {\n  local words\n" + choose + "  print -r -- $words\n}\n_tirai() {\n  local command=\n  (( CURRENT > 2 )) && command=$words[2]\n"
         "  if [[ -n $command && $words[CURRENT] != -* ]]; then _files; return; fi\n  compadd -- ${=\"$(_tirai_words \"$command\")\"}\n}\n_tirai \"$@\"\n";
}

std::string manual_page(const CLI::App& app) {
  std::string out = ".TH TIRAI 1 \"\" \"tirai " TIRAI_VERSION "\"\n.SH NAME\n" + man_text(app.get_description()) + "\n.SH SYNOPSIS\n.B tirai\n.I COMMAND\n[\\fIOPTION\\fR]...\n.SH COMMANDS\n";
  for (const CLI::App* command : app.get_subcommands({})) {
    out += ".SS " + command->get_name() + "\n" + man_text(command->get_description()) + "\n";
    for (const CLI::Option* option : command->get_options()) {
      const bool flag = !option->get_lnames().empty();
      out += ".TP\n.B " + man_text(flag ? "--" + option->get_lnames().front() : option->get_name(true)) + (option->get_type_name().empty() ? "" : " " + man_text(option->get_type_name())) + "\n" + man_text(option->get_description()) + "\n";
    }
    out += ".PP\n.nf\n\\&" + man_text(command->get_footer()) + "\n.fi\n";
  }
  return out;
}

}  // namespace tirai::cli

#include "commands/account_command.h"

#include <termios.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>

#include "commands/logged_change.h"
#include "people/people_events.h"

namespace tirai::collector {
namespace {
constexpr std::size_t kMostFileBytes = 4096;

Error no_password(const std::string& why, const std::string& at) { return {ErrorCode::kBadValue, why, at}; }

// The first line, as an editor leaves it.
Result<std::string> from_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text(kMostFileBytes, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (file.bad() || (file.gcount() == 0 && !file.is_open())) return no_password("cannot be read", path);
  text.resize(static_cast<std::size_t>(file.gcount()));
  text = text.substr(0, text.find('\n'));
  if (text.ends_with('\r')) text.pop_back();
  return text;
}

class Silence {
 public:
  Silence() {
    ::tcgetattr(STDIN_FILENO, &before_);
    termios silent = before_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
  }
  ~Silence() { ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_); }
  Silence(const Silence&) = delete;
  Silence& operator=(const Silence&) = delete;

 private:
  termios before_{};
};

std::string ask(const char* what) {
  std::fprintf(stderr, "%s: ", what);
  std::string line;
  {
    const Silence silence;
    std::getline(std::cin, line);
  }
  std::fputc('\n', stderr);
  return line;
}

Result<std::string> from_terminal() {
  if (::isatty(STDIN_FILENO) == 0) return no_password("expected --password-file, TIRAI_PASSWORD or a terminal to ask on", "password");
  std::string first = ask("password (at least 12 letters)");
  if (first != ask("once more")) return no_password("the two differ", "password");
  return first;
}

Result<std::string> read_password(const AccountCommand& command) {
  if (!command.password_file.empty()) return from_file(command.password_file);
  if (const char* set = std::getenv("TIRAI_PASSWORD"); set != nullptr) return std::string(set);
  return from_terminal();
}

std::string account_line(const Account& account) {
  std::string teams;
  for (const std::string& team : account.teams) teams += (teams.empty() ? "" : ", ") + team;
  return account.name + "\t" + std::string(to_string(account.role)) + "\t" + (teams.empty() ? "-" : teams) + "\t" + std::to_string(account.created) + "\t" +
         (account.disabled ? std::to_string(account.disabled) : "-") + "\n";
}

Result<std::string> account_lines(Store& store) {
  const auto all = accounts(store);
  if (!all) return all.error();
  std::string text;
  for (const Account& account : all.value()) text += account_line(account);
  return text;
}

Result<Done> is_there(Store& store, const std::string& name) {
  const auto known = find_account(store, name);
  if (!known) return known.error();
  if (!known.value()) return Error{ErrorCode::kUnknownName, "there is no account of this name", "name"};
  return Done{};
}

Result<MadeAccount> make(const AccountCommand& command, Store& store, std::int64_t now_ms) {
  const auto password = read_password(command);
  if (!password) return password.error();
  if (command.verb == "add") return make_account(store, {command.name, command.role, command.teams, password.value()}, now_ms);
  return make_reset(command.name, password.value());
}
}  // namespace

// What can fail is looked at before the event is written.
Result<std::string> run_account_command(const AccountCommand& command, std::int64_t now_ms) {
  auto store = open_store(command.db, command.verb == "add" ? OpenMode::kCreate : OpenMode::kExisting);
  if (!store) return store.error();
  if (command.verb == "list") return account_lines(*store.value());
  if (const auto there = command.verb == "add" ? Result<Done>(Done{}) : is_there(*store.value(), command.name); !there) return there.error();
  std::optional<MadeAccount> made;
  if (command.verb != "disable") {
    auto ready = make(command, *store.value(), now_ms);
    if (!ready) return ready.error();
    made = std::move(ready).value();
  }
  const char* what = command.verb == "add" ? "added" : command.verb == "reset" ? "reset" : "disabled";
  const auto done = logged_change(command.db, command.log_key, account_event({command.by, ""}, command.name, what), [&](Store& writing) -> Result<Done> {
    if (!made) return disable_account(writing, command.name, now_ms);
    const auto written = writing.write(made->sql);
    return written ? Result<Done>(Done{}) : Result<Done>(written.error());
  });
  if (!done) return done.error();
  if (!made) return std::string();
  std::fprintf(stderr, "%s: the address below is for the authenticator, and shown once\n", command.name.c_str());
  return made->address + "\n";
}

}  // namespace tirai::collector

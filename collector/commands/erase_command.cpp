#include "commands/erase_command.h"

#include <fstream>

#include "commands/run_recorded.h"
#include "people/people_requests.h"
#include "tirai/pseudonym.h"

namespace tirai::collector {
namespace {
// The first line: an id on the command line would be in the shell's history and in every process list.
Result<std::string> read_id(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string line;
  if (!std::getline(file, line) || line.size() > 4096) return Error{ErrorCode::kBadValue, "expected a file whose first line is the customer's id, e-mail address or telephone number", "--id-file"};
  const std::string id = normal_id(line);
  if (id.empty()) return Error{ErrorCode::kBadValue, "the first line is empty; expected the customer's id, e-mail address or telephone number", "--id-file"};
  return id;
}

Result<std::string> lookup_for(const EraseCommand& command, const std::string& tenant_key) {
  if (!command.lookup.empty()) {
    if (is_pseudonym(command.lookup)) return command.lookup;
    return Error{ErrorCode::kBadValue, "expected base64url of 32 bytes", "--lookup"};
  }
  const auto id = read_id(command.id_file);
  if (!id) return id.error();
  return subject_lookup(tenant_key, id.value());
}
}  // namespace

Result<std::string> run_erase(const EraseCommand& command) {
  auto writing = open_writing(command.db, command.log_key, OpenMode::kExisting);
  if (!writing) return writing.error();
  const auto lookup = lookup_for(command, writing.value().tenant_key);
  if (!lookup) return lookup.error();
  Result<std::optional<Erased>> erased = std::optional<Erased>();
  run_recorded(std::move(writing).value(), [&](Writer& writer, OwnLog& own_log) -> boost::asio::awaitable<void> {
    Doer doer{command.by, ""};
    erased = co_await erase_with_tombstone(writer, own_log, std::move(doer), lookup.value());
  });
  if (!erased) return erased.error();
  if (!erased.value()) return Error{ErrorCode::kUnknownName, "no customer of this collector has this lookup", command.lookup.empty() ? "--id-file" : "--lookup"};
  const Erased& one = *erased.value();
  return one.pseudonym + "\t" + std::to_string(one.keys) + "\t" + std::to_string(one.sealed) + "\n";
}

}  // namespace tirai::collector

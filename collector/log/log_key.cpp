#include "log/log_key.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/encode.h"
#include "base/new_file.h"
#include "tirai/bundle.h"

namespace tirai::collector {
namespace {
constexpr std::size_t kMostKeyBytes = 4096;

Error key_error(const std::string& path, const std::string& what) { return {ErrorCode::kBadValue, "log key: " + what, path}; }

Result<Done> write_new(const std::string& path, const std::string& text, mode_t mode) {
  const NewFile made = write_new_file(path, text, mode);
  if (made == NewFile::kCannotBeMade) return key_error(path, std::string("cannot be made: ") + std::strerror(errno));
  if (made == NewFile::kNotWhole) return key_error(path, "cannot be written whole; expected free space on the disk");
  return Done{};
}

std::string vkey_path(const std::string& path) { return (path.ends_with(".key") ? path.substr(0, path.size() - 4) : path) + ".vkey"; }

// The verifier key first: whoever sees the key file sees both.
Result<Done> make_key(const std::string& path) {
  const auto keys = note_keys("tirai-log/" + random_uuid(), random_bytes(32));
  if (!keys) return keys.error();
  ::unlink(vkey_path(path).c_str());
  if (const auto made = write_new(vkey_path(path), keys.value().verifier_key + "\n", 0644); !made) return made.error();
  return write_new(path, keys.value().signing_key + "\n", 0600);
}

Result<std::string> read_file(const std::string& path) {
  const int handle = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (handle < 0) return key_error(path, std::strerror(errno));
  struct stat found {};
  std::string text(kMostKeyBytes, '\0');
  const bool read_it = ::fstat(handle, &found) == 0;
  const ssize_t got = ::read(handle, text.data(), text.size());
  ::close(handle);
  if (!read_it || got < 0) return key_error(path, "cannot be read");
  if ((found.st_mode & 077) != 0) return key_error(path, "others can read it; expected mode 0600");
  text.resize(static_cast<std::size_t>(got));
  text.erase(text.find_last_not_of(" \r\n") + 1);
  return text;
}
}  // namespace

std::string default_log_key(const std::string& db) { return db + "-log.key"; }

Result<LogKey> read_log_key(const std::string& path, bool make) {
  if (make && ::access(path.c_str(), F_OK) != 0) {
    if (const auto made = make_key(path); !made) return made.error();
  }
  const auto text = read_file(path);
  if (!text) return text.error();
  const auto vkey = verifier_key_of(text.value());
  if (!vkey) return key_error(path, vkey.error().message);
  return LogKey{text.value(), vkey.value(), vkey.value().substr(0, vkey.value().find('+'))};
}

LogSigner signer_of(const LogKey& key) {
  return [signing_key = key.signing_key](const TreeHead& head) { return sign_checkpoint(head, signing_key); };
}

Result<Done> take_over_log(Store& store, const LogKey& key) {
  const auto log = store.log_head();
  if (!log) return log.error();
  const std::string& checkpoint = log.value().checkpoint;
  if (checkpoint.empty()) return store.sign_log();
  const std::string origin = checkpoint.substr(0, checkpoint.find('\n'));
  if (origin != key.origin) return Error{ErrorCode::kBadValue, "log key: the log is " + origin + "'s; expected a key of that name", "--log-key"};
  // A new key of the same name: witnesses and auditors get its verifier key from its owner.
  return open_checkpoint(checkpoint, key.verifier_key) ? Result<Done>(Done{}) : store.sign_log();
}

}  // namespace tirai::collector

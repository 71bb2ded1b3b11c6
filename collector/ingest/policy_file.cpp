#include "ingest/policy_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <nlohmann/json.hpp>

#include "tirai/digest.h"

namespace tirai::collector {
namespace {
constexpr std::int64_t kMostBytes = 8 << 20;

struct File {
  int handle;
  ~File() {
    if (handle >= 0) ::close(handle);
  }
};

Error unreadable(const std::string& path, const std::string& why) { return {ErrorCode::kInternal, "policy bundle: " + why, path}; }

bool read_all(int handle, std::string& bytes) {
  for (std::size_t done = 0; done < bytes.size();) {
    const ssize_t got = ::pread(handle, bytes.data() + done, bytes.size() - done, static_cast<off_t>(done));
    if (got <= 0) return false;
    done += static_cast<std::size_t>(got);
  }
  return true;
}

// Whoever reads the bundle checks it; here its policy is only taken out, to be kept beside the log.
std::string policy_in(const std::string& bundle) {
  const nlohmann::json read = nlohmann::json::parse(bundle, nullptr, false);
  return read.is_object() && read.contains("policy") && read["policy"].is_string() ? read["policy"].get<std::string>() : std::string();
}
}  // namespace

Result<std::shared_ptr<const PolicyBytes>> PolicyFile::current() {
  const File file{::open(path_.c_str(), O_RDONLY | O_CLOEXEC)};
  struct stat found {};
  if (file.handle < 0 || ::fstat(file.handle, &found) != 0) return unreadable(path_, std::strerror(errno));
  if (!S_ISREG(found.st_mode) || found.st_size > kMostBytes) return unreadable(path_, "expected a file of at most 8 MiB");
  const Stamp stamp{static_cast<std::int64_t>(found.st_ino), found.st_size, found.st_mtim.tv_sec, found.st_mtim.tv_nsec};
  const std::lock_guard lock(mutex_);
  if (stamp == stamp_) return bytes_;
  auto read = std::make_shared<PolicyBytes>();
  read->bytes.resize(static_cast<std::size_t>(found.st_size));
  if (!read_all(file.handle, read->bytes)) return unreadable(path_, "it became shorter while it was read");
  read->etag = '"' + sha256_hex(read->bytes) + '"';
  read->policy = policy_in(read->bytes);
  if (!read->policy.empty()) read->policy_digest = "sha256:" + sha256_hex(read->policy);
  bytes_ = std::move(read);
  stamp_ = stamp;
  return bytes_;
}

}  // namespace tirai::collector

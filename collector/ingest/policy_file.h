// The bundle that GET /v1/policy serves: the file's bytes as they are, read again when the file changed.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>

#include "tirai/result.h"

namespace tirai::collector {

struct PolicyBytes {
  std::string bytes;
  std::string etag;    ///< strong, quoted: SHA-256 of the bytes
  std::string policy;  ///< the policy file in it; empty where this is no bundle
  std::string policy_digest;  ///< by which events name it
};

class PolicyFile {
 public:
  explicit PolicyFile(std::string path) : path_(std::move(path)) {}

  /// The file as it is now. It is signed, and its reader checks that; here it is only at most 8 MiB (tirai/bundle.h).
  /// Replace it by rename: a reader in the middle of a rewrite would serve half of it, which every client refuses.
  [[nodiscard]] Result<std::shared_ptr<const PolicyBytes>> current();

 private:
  struct Stamp {
    std::int64_t inode = -1, size = -1, seconds = 0, nanoseconds = 0;
    bool operator==(const Stamp&) const = default;
  };
  const std::string path_;
  std::mutex mutex_;
  Stamp stamp_;
  std::shared_ptr<const PolicyBytes> bytes_;
};

}  // namespace tirai::collector

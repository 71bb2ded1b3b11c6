// The log behind an export: are its lines the leaves of the tree that was signed? Hashed here as they pass, by RFC 9162, 2.1.1 alone.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/hash.h"
#include "tirai/audit.h"

namespace tirai::verify {

class LogLines {
 public:
  /// An export without a checkpoint is hashed for nothing, unless it is compared with one that was kept.
  LogLines(std::string_view ndjson, const std::optional<Checkpoint>& since);

  void add(std::string_view line);
  /// The last line, {"checkpoint":"<note>"}. What does not hold is an error; else the report's log is filled in.
  [[nodiscard]] std::vector<Error> judge(std::string_view line, const LogTrust& trust, LogReport& report) const;

  /// After the last line: does the log go on from the checkpoint that was kept?
  [[nodiscard]] std::optional<Error> judge_since(const std::optional<LogReport>& report) const;

 private:
  struct Subtree {
    std::uint64_t size;
    crypto::Digest hash;
  };
  [[nodiscard]] crypto::Digest root() const;
  void compare_with_kept();

  const std::optional<Checkpoint>& since_;
  std::optional<bool> goes_on_;  ///< empty: fewer lines than were kept
  bool wanted_;
  std::uint64_t size_ = 0;
  std::vector<Subtree> subtrees_;  ///< perfect ones, from the left, each smaller than the one before
};

}  // namespace tirai::verify

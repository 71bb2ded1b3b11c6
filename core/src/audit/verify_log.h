// The log behind an export: are its lines the leaves of the tree that was signed? Hashed here as they pass, by RFC 9162, 2.1.1 alone.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tirai/audit.h"

namespace tirai::verify {

class LogLines {
 public:
  /// An export without a checkpoint is hashed for nothing.
  explicit LogLines(std::string_view ndjson);

  void add(std::string_view line);
  /// The last line, {"checkpoint":"<note>"}. What does not hold is an error; else the report's log is filled in.
  [[nodiscard]] std::vector<Error> judge(std::string_view line, const LogTrust& trust, LogReport& report) const;

 private:
  struct Subtree {
    std::uint64_t size;
    std::string hash;
  };
  [[nodiscard]] std::string root() const;

  bool wanted_;
  std::uint64_t size_ = 0;
  std::vector<Subtree> subtrees_;  ///< perfect ones, from the left, each smaller than the one before
};

}  // namespace tirai::verify

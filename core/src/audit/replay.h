// Decisions made again: the facts that an event recorded, the policy whose digest it names, and the same answer or not.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "tirai/policy.h"

namespace tirai::audit {

class Replay {
 public:
  /// A policy file, by the digest of its bytes. One that nobody can read decides nothing, and whatever it is said to have decided is a finding.
  void add(std::string text);
  [[nodiscard]] std::size_t policies() const { return policies_.size(); }

  struct Outcome {
    bool decided = false;        ///< the event records a decision
    bool same = false;           ///< and made again it was the same
    std::string unknown_policy;  ///< its digest, where the policy is not there
    std::string problem;         ///< what is not as it should be, in one phrase; empty: nothing
    std::int64_t time_ms = 0;
  };
  /// `line`: an event whose fingerprint holds.
  [[nodiscard]] Outcome again(std::string_view line) const;

 private:
  std::map<std::string, std::optional<Policy>, std::less<>> policies_;
};

}  // namespace tirai::audit

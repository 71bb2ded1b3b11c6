// What the events of one batch name for the data protection officer's eyes, against the lines behind them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tirai/result.h"

namespace tirai::verify {

class SealedTexts {
 public:
  /// An event of the batch names a text; without a digest it is an altered event, and its text is not judged.
  void name(std::uint64_t sequence, std::string_view digest) { named_.push_back({sequence, std::string(digest)}); }
  /// A sealed line. They stand in the order of their events, so those that are passed over are gone.
  struct Problem {
    Error error;
    std::optional<std::uint64_t> sequence;  ///< of the event it is about
  };
  [[nodiscard]] std::optional<Problem> take(std::string_view line);
  [[nodiscard]] bool begun() const { return seen_ > 0; }

  [[nodiscard]] std::uint64_t there() const { return there_; }
  /// Named, and neither there nor to come.
  [[nodiscard]] std::uint64_t erased() const { return erased_ + named_.size() - seen_; }

 private:
  struct Named {
    std::uint64_t sequence = 0;
    std::string digest;
  };
  std::vector<Named> named_;
  std::size_t seen_ = 0;  ///< of `named_`, those that sealed lines have passed
  std::uint64_t there_ = 0, erased_ = 0;
};

}  // namespace tirai::verify

// One reading of a text for all recognizers: ASCII digits, plain spaces, hyphens and quotes, nothing invisible; and the way back to the original bytes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tirai/text.h"

namespace tirai::recognition {

class Normalised {
 public:
  /// `text` outlives this. Where nothing needs changing, it is taken as it is.
  explicit Normalised(std::string_view text);
  Normalised(const Normalised&) = delete;
  Normalised& operator=(const Normalised&) = delete;

  [[nodiscard]] std::string_view text() const { return text_; }
  /// The original bytes that read as `span` of text(); whole characters, without the invisible ones at its ends.
  [[nodiscard]] ByteSpan original(ByteSpan span) const;

 private:
  // What was changed: [begin, end) of the normalised text stands for [original_begin, original_end).
  struct Piece {
    std::size_t begin, end;
    std::size_t original_begin, original_end;
  };
  [[nodiscard]] const Piece* piece_at(std::size_t at) const;
  void read_characters(std::string_view text);

  std::string_view text_;
  std::string changed_;
  std::vector<Piece> pieces_;  // sorted
};

}  // namespace tirai::recognition

// One reading of a text for all recognizers: ASCII digits, plain spaces, hyphens and quotes, nothing invisible; and the way back to the original bytes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tirai/text.h"

namespace tirai::recognition {

/// A text with some of its places read as something else.
class Reading {
 public:
  /// Reads `source` as it is until something is changed. It outlives this.
  explicit Reading(std::string_view source) : source_(source), text_(source) {}
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;

  /// Reads source[begin, end) as `read`, which is shorter or as long. Places come in order and do not overlap; finish() comes last.
  void change(std::size_t begin, std::size_t end, std::string_view read);
  void finish();

  [[nodiscard]] std::string_view text() const { return text_; }
  /// The bytes of the source that read as `span` of text(): changed places whole, what reads as nothing at either end left out.
  [[nodiscard]] ByteSpan original(ByteSpan span) const;

  struct Piece {
    std::size_t begin, end;  ///< in text()
    std::size_t source_begin, source_end;
  };
  [[nodiscard]] const std::vector<Piece>& pieces() const { return pieces_; }  ///< what was changed, sorted

 private:
  [[nodiscard]] const Piece* piece_at(std::size_t at) const;

  std::string_view source_;
  std::string_view text_;
  std::string changed_;
  std::size_t copied_ = 0;
  std::vector<Piece> pieces_;  // sorted
};

/// Characters: full-width and other scripts' digits, spaces, hyphens, quotes, what shows nothing.
void read_characters(std::string_view text, Reading& reading);

}  // namespace tirai::recognition

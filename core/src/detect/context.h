// What was said near a value, and what that says about it.
#pragma once

#include <string_view>
#include <vector>

#include "detect/phrases.h"
#include "tirai/text.h"

namespace tirai::recognition {

/// Who is spoken for and against by the phrases near a span.
struct Near {
  RecognizerSet context;
  RecognizerSet nearest;  ///< those of `context` whom no rival's phrase stands nearer before the value
  RecognizerSet against;
  bool reference = false;  ///< a number of a thing was announced right before, nearer than any context phrase
};

class Context {
 public:
  /// `heard` is sorted by begin. Both outlive this.
  Context(std::string_view text, const std::vector<Heard>& heard, const PhraseTable& table) : text_(text), heard_(heard), table_(table) {}

  /// Phrases that end within 40 bytes before the span or begin within 20 after it, on this side of any U+0000; `against` and `reference` from 20 bytes before alone.
  /// `rivals` are those who could claim the value.
  [[nodiscard]] Near near(ByteSpan span, const RecognizerSet& rivals) const;

  /// Whoever is spoken for anywhere a value that begins or ends near `at` could hear of: a quick answer to "is it worth asking".
  [[nodiscard]] RecognizerSet within_reach(std::size_t at) const;

  /// Whether what `heard[index]` announces is then not given: "jangan bagikan OTP Anda", "OTP belum masuk".
  [[nodiscard]] bool negated(std::size_t index) const;

 private:
  [[nodiscard]] std::size_t first_from(std::size_t at) const;
  std::string_view text_;
  const std::vector<Heard>& heard_;
  const PhraseTable& table_;
};

/// Where the value begins that a phrase ending at `at` announces: behind spaces, quotes, "saya", "adalah", "is", ":" and their like.
struct Announced {
  std::size_t at = 0;
  bool linked = false;
};
[[nodiscard]] Announced behind_phrase(std::string_view text, std::size_t at);

}  // namespace tirai::recognition

// What was said near a value, and what that says about it.
#pragma once

#include <string_view>
#include <vector>

#include "detect/phrases.h"
#include "tirai/text.h"
#include "text/apart.h"

namespace tirai::recognition {

/// Who is spoken for and against by the phrases near a span.
struct Near {
  RecognizerSet context;
  RecognizerSet nearest;  ///< those of `context` whom no rival's phrase stands nearer before the value
  RecognizerSet against;
  bool reference = false;  ///< a number of a thing was announced right before, nearer than any context phrase: then nobody is spoken for
};

class Context {
 public:
  /// `heard` is sorted by begin. Both outlive this.
  Context(std::string_view text, const std::vector<Heard>& heard, const PhraseTable& table) : text_(text), heard_(heard), table_(table) {}

  /// Phrases that end within 40 bytes before the span, in its line or at the end of the line before; or begin within 20 after it, in its sentence.
  /// `against` and `reference` from 20 bytes before alone. Where a reference stands nearest, nothing else counts.
  /// `rivals` are those who could claim the value.
  [[nodiscard]] TIRAI_APART("near") Near near(ByteSpan span, const RecognizerSet& rivals) const;

  /// Whoever is spoken for anywhere a value that begins or ends near `at` could hear of, or a little farther: a quick answer to "is it worth asking".
  /// Asked from the text's beginning to its end.
  [[nodiscard]] TIRAI_APART("within_reach") RecognizerSet within_reach(std::size_t at);

  /// Whether what `heard[index]` announces is then not given: "jangan bagikan OTP Anda", "OTP belum masuk".
  [[nodiscard]] bool negated(std::size_t index) const;

 private:
  [[nodiscard]] bool speaks_on(std::size_t phrase_end, std::size_t value) const;
  [[nodiscard]] bool speaks_back(std::size_t value_end, const Heard& heard) const;
  [[nodiscard]] std::size_t first_from(std::size_t at) const;  // from the cursor on, when it is near
  std::string_view text_;
  const std::vector<Heard>& heard_;
  const PhraseTable& table_;
  std::size_t reach_ = 0;           // the first phrase that within_reach() heard last
  std::size_t reached_until_ = 0;   // up to where its answer holds
  RecognizerSet reached_;
};

}  // namespace tirai::recognition

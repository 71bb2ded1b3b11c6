// Phrases as the program carries them: each behind its length, all of a list in one array. Three thousand pointers and lengths beside
// the phrases were 5 KB of what every page downloads.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>

namespace tirai::recognition {

template <std::size_t kSize>
struct PackedPhrases {
  std::array<char, kSize> bytes{};
};

/// `constexpr auto kContext = phrases("rekening", "no rek");` At most 255 bytes each.
template <std::size_t... kSizes>
consteval auto phrases(const char (&... texts)[kSizes]) {
  static_assert(((kSizes <= 256) && ...));
  PackedPhrases<(kSizes + ... + 0)> packed;  // a length stands for each U+0000
  std::size_t at = 0;
  const auto pack = [&](std::string_view text) {
    packed.bytes[at++] = static_cast<char>(text.size());
    for (const char c : text) packed.bytes[at++] = c;
  };
  (pack({texts, kSizes - 1}), ...);
  return packed;
}

/// A view of packed phrases, read in their order.
class PhraseList {
 public:
  class Iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = std::string_view;
    using difference_type = std::ptrdiff_t;
    using pointer = const std::string_view*;
    using reference = std::string_view;

    constexpr explicit Iterator(const char* at) : at_(at) {}
    constexpr std::string_view operator*() const { return {at_ + 1, size()}; }
    constexpr Iterator& operator++() { return at_ += 1 + size(), *this; }
    constexpr bool operator==(const Iterator&) const = default;

   private:
    [[nodiscard]] constexpr std::size_t size() const { return static_cast<unsigned char>(*at_); }
    const char* at_;
  };

  constexpr PhraseList() = default;
  template <std::size_t kSize>
  constexpr PhraseList(const PackedPhrases<kSize>& packed) : packed_(packed.bytes.data(), kSize) {}  // of a constant, which outlives every view
  /// Of phrases that `packed` keeps: see append_phrase().
  constexpr explicit PhraseList(std::string_view packed) : packed_(packed) {}

  [[nodiscard]] constexpr Iterator begin() const { return Iterator(packed_.data()); }
  [[nodiscard]] constexpr Iterator end() const { return Iterator(packed_.data() + packed_.size()); }
  [[nodiscard]] constexpr bool empty() const { return packed_.empty(); }
  template <typename Holds>
  [[nodiscard]] constexpr bool any(Holds holds) const {
    return std::any_of(begin(), end(), holds);
  }
  [[nodiscard]] constexpr bool holds(std::string_view phrase) const {
    return any([&](std::string_view one) { return one == phrase; });
  }

 private:
  std::string_view packed_;
};

/// A list to look for in a text: what its phrases begin with is known to the compiler, and two bits tell most places where none does.
struct SoughtPhrases {
  PhraseList list;
  std::uint32_t firsts = 0;   // bit n: some phrase's first byte has n in its low five bits
  std::uint32_t seconds = 0;  // the same of its second one, where that is ASCII and stands for itself
  template <std::size_t kSize>
  consteval SoughtPhrases(const PackedPhrases<kSize>& packed) : SoughtPhrases(PhraseList(packed)) {}
  constexpr explicit SoughtPhrases(PhraseList phrases) : list(phrases) {
    for (const std::string_view phrase : list) {
      firsts |= 1u << (phrase[0] & 31);
      seconds |= phrase.size() > 1 && static_cast<signed char>(phrase[1]) > ' ' ? 1u << (phrase[1] & 31) : ~0u;
    }
  }
};

/// Packs one more phrase; nothing of over 255 bytes, which no reach holds.
inline void append_phrase(std::string& packed, std::string_view phrase) {
  if (phrase.size() > 255) return;
  packed += static_cast<char>(phrase.size());
  packed += phrase;
}

}  // namespace tirai::recognition

#include "detect/starts.h"

#include <algorithm>
#include <bit>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__wasm_simd128__)
#include <wasm_simd128.h>
#endif

#include "text/utf8.h"
#include "text/apart.h"

namespace tirai::recognition {
namespace {
class Finder {
 public:
  Finder(std::string_view text, const PhraseTable& table, const KnownValues& known, bool capitals)
      : text_(text), table_(table), known_(known), filter_(table.filter()), capitals_(capitals), leads_(table.other_scripts() || !known.empty()) {
    if (!known.empty()) filter_.add(known.filter());
    found_.places.reserve(text.size() / 16 + 16);
    found_.heard.reserve(text.size() / 32 + 16);
  }
  TIRAI_APART("find_starts") Starts run();

 private:
  // A letter that no ASCII letter or digit precedes.
  void letter(std::size_t at) {
    if (at > 0 && (text_[at - 1] & 0x80) != 0 && text::is_word_character(text::character_before(text_, at).code)) return;
    word(at);
  }
  // The first byte of a character beyond ASCII. Where no spaces are written between words, each may begin one.
  void lead(std::size_t at) {
    const bool spaced = text::is_word_character(text::character_at(text_, at).code);
    if (!spaced || at == 0 || !text::is_word_character(text::character_before(text_, at).code)) word(at);
  }
  TIRAI_APART("word") void word(std::size_t at) {
    const std::uint32_t key = word_key(text_, at);
    if (!filter_.has(key) && !capitals_) return;
    std::uint8_t what = capitals_ && text_[at] >= 'A' && text_[at] <= 'Z' ? Start::kCapital : 0;
    table_.hear(text_, at, key, found_.heard);
    if (table_.may_begin_prefix(key)) what |= Start::kPrefix;
    if (known_.filter().has(key)) what |= Start::kKnown;
    if (what != 0) found_.places.push_back({at, what});
  }
  void visit(std::size_t at) {
    const char c = text_[at];
    if (c >= '0' && c <= '9') found_.places.push_back({at, Start::kDigits});
    else if (c == '@' || c == ':') found_.places.push_back({at, Start::kSign});
    else if ((c & 0x80) != 0) lead(at);
    else letter(at);
  }

#if defined(__SSE2__) || defined(__wasm_simd128__)
  [[nodiscard]] std::uint64_t expected(const char* bytes, std::uint64_t words) const;
#endif
  std::string_view text_;
  const PhraseTable& table_;
  const KnownValues& known_;
  KeyFilter filter_;  // of all three
  bool capitals_;
  bool leads_;
  Starts found_;
};

#if defined(__SSE2__) || defined(__wasm_simd128__)
// A bit for each of 64 bytes.
struct Masks {
  std::uint64_t letters = 0, digits = 0, signs = 0, leads = 0;
};

#if defined(__SSE2__)
using Bytes = __m128i;
Bytes load(const char* from) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(from)); }
Bytes splat(char c) { return _mm_set1_epi8(c); }
std::uint64_t bits(Bytes truth) { return static_cast<std::uint32_t>(_mm_movemask_epi8(truth)); }
std::uint64_t equal(Bytes a, Bytes b) { return bits(_mm_cmpeq_epi8(a, b)); }
Bytes either(Bytes a, Bytes b) { return _mm_or_si128(a, b); }
Bytes both(Bytes a, Bytes b) { return _mm_and_si128(a, b); }
std::uint64_t within(Bytes a, char first, char count) {
  const Bytes from_first = _mm_sub_epi8(a, splat(first));
  return equal(_mm_min_epu8(from_first, splat(static_cast<char>(count - 1))), from_first);
}
#else
using Bytes = v128_t;
Bytes load(const char* from) { return wasm_v128_load(from); }
Bytes splat(char c) { return wasm_i8x16_splat(c); }
std::uint64_t equal(Bytes a, Bytes b) { return static_cast<std::uint32_t>(wasm_i8x16_bitmask(wasm_i8x16_eq(a, b))); }
Bytes either(Bytes a, Bytes b) { return wasm_v128_or(a, b); }
Bytes both(Bytes a, Bytes b) { return wasm_v128_and(a, b); }
std::uint64_t within(Bytes a, char first, char count) {
  return static_cast<std::uint32_t>(wasm_i8x16_bitmask(wasm_u8x16_lt(wasm_i8x16_sub(a, splat(first)), splat(count))));
}
#endif

Masks masks_of(const char* bytes) {
  Masks masks;
  for (int lane = 0; lane < 4; ++lane) {
    const Bytes part = load(bytes + 16 * lane);
    masks.letters |= within(either(part, splat(0x20)), 'a', 26) << (16 * lane);
    masks.digits |= within(part, '0', 10) << (16 * lane);
    masks.signs |= (equal(part, splat('@')) | equal(part, splat(':'))) << (16 * lane);
    masks.leads |= equal(both(part, splat(static_cast<char>(0xC0))), splat(static_cast<char>(0xC0))) << (16 * lane);
  }
  return masks;
}

Starts Finder::run() {
  std::uint64_t word_before = 0, digit_before = 0;
  for (std::size_t base = 0; base < text_.size(); base += 64) {
    char last[64 + 4] = {};
    const char* bytes = text_.data() + base;
    if (text_.size() - base < sizeof last) bytes = static_cast<const char*>(std::memcpy(last, bytes, std::min<std::size_t>(64, text_.size() - base)));
    const Masks masks = masks_of(bytes);
    const std::uint64_t words = masks.letters | masks.digits;
    std::uint64_t starts = expected(bytes, masks.letters & ~(words << 1 | word_before));
    starts |= (masks.digits & ~(masks.digits << 1 | digit_before)) | masks.signs;
    if (leads_) starts |= masks.leads;
    word_before = words >> 63;
    digit_before = masks.digits >> 63;
    for (; starts != 0; starts &= starts - 1) visit(base + static_cast<std::size_t>(std::countr_zero(starts)));
  }
  return std::move(found_);
}

// Those of the words that somebody may want. Without a branch for each word: which ones come is as random as language.
std::uint64_t Finder::expected(const char* bytes, std::uint64_t words) const {
  std::uint64_t wanted = 0;
  for (; words != 0; words &= words - 1) {
    const auto at = static_cast<std::uint32_t>(std::countr_zero(words));
    const bool capital = capitals_ && (bytes[at] & 0x20) == 0;
    wanted |= static_cast<std::uint64_t>(filter_.has(letters_key(bytes + at)) || capital) << at;
  }
  return wanted;
}

#else

enum Class : std::uint8_t { kNone, kDigit, kLetter, kSign, kLead };
struct Classes {
  std::uint8_t of[256] = {};
  constexpr Classes() {
    for (int c = '0'; c <= '9'; ++c) of[c] = kDigit;
    for (int c = 'a'; c <= 'z'; ++c) of[c] = of[c - 32] = kLetter;
    of[static_cast<int>('@')] = of[static_cast<int>(':')] = kSign;
    for (int c = 0xC0; c < 0x100; ++c) of[c] = kLead;
  }
};
constexpr Classes kClasses;

Starts Finder::run() {
  std::uint8_t before = kNone;
  for (std::size_t at = 0; at < text_.size(); ++at) {
    const std::uint8_t now = kClasses.of[static_cast<std::uint8_t>(text_[at])];
    if (now == kNone || (now == kLead && !leads_) || (now == kDigit && before == kDigit) || (now == kLetter && (before == kLetter || before == kDigit))) {
      before = now;
      continue;
    }
    before = now;
    visit(at);
  }
  return std::move(found_);
}
#endif
}  // namespace

Starts find_starts(std::string_view text, const PhraseTable& table, const KnownValues& known, bool capitals) {
  return Finder(text, table, known, capitals).run();
}

}  // namespace tirai::recognition

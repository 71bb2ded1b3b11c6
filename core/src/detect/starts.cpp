#include "detect/starts.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__wasm_simd128__)
#include <wasm_simd128.h>
#endif

#include "detect/lexicon/lexicon.h"
#include "detect/lexicon/names.h"
#include "text/apart.h"
#include "text/ascii.h"
#include "text/utf8.h"

namespace tirai::recognition {
namespace {
constexpr std::uint8_t kPhrase = 32;      // beside what a Start may be
constexpr std::size_t kReadable = 4;  // bytes behind a block of text that may be read

class Finder {
 public:
  Finder(std::string_view text, const PhraseTable& table, const Plan& plan, const KnownValues& known)
      : text_(text), table_(table), plan_(plan), known_(known), knows_(!known.empty()), capitals_(plan.at_capitals.any()), names_(name_sieve()), leads_(table.other_scripts() || !known.empty()) {
    found_.places.reserve(text.size() / 16 + 16);
    found_.heard.reserve(text.size() / 32 + 16);
  }
  TIRAI_APART("find_starts") Starts run();

 private:
  // What may begin with the word of `size` letters at `letters`, which `behind` follows. Which words come is as random as language: as few branches as
  // can be.
  [[nodiscard]] std::uint8_t expected(const char* letters, std::size_t size, char behind) const {
    const text::WordBytes word(letters, size);
    const std::uint32_t hash = word.hash();
    const auto capital = static_cast<std::uint8_t>(capitals_ && (letters[0] & 0x20) == 0 && may_begin_name(word, hash, behind, names_) ? Start::kCapital : 0);
    const auto prefix = static_cast<std::uint8_t>(plan_.may_begin_prefix(letters, size) ? Start::kPrefix : 0);
    const auto phrase = static_cast<std::uint8_t>(table_.may_begin(letters, word, hash) || (knows_ && known_.filter().has(letters_key(letters))) ? kPhrase : 0);
    return capital | prefix | phrase;
  }
  // The same where fewer bytes may be readable behind the word.
  [[nodiscard]] std::uint8_t expected_at(std::size_t at) const {
    const std::size_t end = text::letters_end(text_, at);
    const char behind = end < text_.size() ? text_[end] : '\0';
    if (text_.size() - at >= kReadable) return expected(text_.data() + at, end - at, behind);
    char last[kReadable] = {};
    std::memcpy(last, text_.data() + at, text_.size() - at);
    return expected(last, end - at, behind);
  }
  // A letter that no ASCII letter or digit precedes.
  void letter(std::size_t at, std::uint8_t what) {
    if (at > 0 && (text_[at - 1] & 0x80) != 0 && text::is_word_character(text::character_before(text_, at).code)) return;
    if ((what & kPhrase) != 0) what = static_cast<std::uint8_t>((what & ~kPhrase) | phrases(at));
    if (what != 0) found_.places.push_back({at, what});
  }
  // The first byte of a character beyond ASCII. Where no spaces are written between words, each may begin one.
  void lead(std::size_t at) {
    const bool spaced = text::is_word_character(text::character_at(text_, at).code);
    if (spaced && at > 0 && text::is_word_character(text::character_before(text_, at).code)) return;
    if (const std::uint8_t what = phrases(at); what != 0) found_.places.push_back({at, what});
  }
  // Hears the phrases at `at`; answers what else begins with their key.
  TIRAI_APART("phrases") std::uint8_t phrases(std::size_t at) {
    table_.hear(text_, at, found_.heard);
    return knows_ && known_.filter().has(word_key(text_, at)) ? Start::kKnown : 0;
  }
  void visit(std::size_t at, std::uint8_t what) {
    const char c = text_[at];
    if (text::is_digit(c)) found_.places.push_back({at, Start::kDigits});
    else if (c == '@' || c == ':') found_.places.push_back({at, Start::kSign});
    else if ((c & 0x80) != 0) lead(at);
    else letter(at, what);
  }

#if defined(__SSE2__) || defined(__wasm_simd128__)
  std::uint64_t expect(std::size_t base, const char* bytes, std::uint64_t letters, std::uint64_t words);
  std::array<std::uint8_t, 64> what_;  // of the block's words
#endif
  std::string_view text_;
  const PhraseTable& table_;
  const Plan& plan_;
  const KnownValues& known_;
  bool knows_;
  bool capitals_;
  const WordSieve& names_;
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
    char last[64 + kReadable] = {};
    const char* bytes = text_.data() + base;
    if (text_.size() - base < sizeof last) bytes = static_cast<const char*>(std::memcpy(last, bytes, std::min<std::size_t>(64, text_.size() - base)));
    const Masks masks = masks_of(bytes);
    const std::uint64_t words = masks.letters | masks.digits;
    std::uint64_t starts = expect(base, bytes, masks.letters, masks.letters & ~(words << 1 | word_before));
    starts |= (masks.digits & ~(masks.digits << 1 | digit_before)) | masks.signs;
    if (leads_) starts |= masks.leads;
    word_before = words >> 63;
    digit_before = masks.digits >> 63;
    for (; starts != 0; starts &= starts - 1) {
      const auto at = static_cast<std::uint32_t>(std::countr_zero(starts));
      visit(base + at, what_[at]);
    }
  }
  return std::move(found_);
}

// Those of the words that somebody may want. `letters` tells how long each is; one that reaches the block's end may go on.
std::uint64_t Finder::expect(std::size_t base, const char* bytes, std::uint64_t letters, std::uint64_t words) {
  std::uint64_t wanted = 0;
  for (; words != 0; words &= words - 1) {
    const auto at = static_cast<std::uint32_t>(std::countr_zero(words));
    const auto size = static_cast<std::uint32_t>(std::countr_one(letters >> at));
    what_[at] = at + size < 64 ? expected(bytes + at, size, bytes[at + size]) : expected_at(base + at);
    wanted |= static_cast<std::uint64_t>(what_[at] != 0) << at;
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
    const std::uint8_t what = now == kLetter ? expected_at(at) : 0;
    if (now != kLetter || what != 0) visit(at, what);
  }
  return std::move(found_);
}
#endif
}  // namespace

Starts find_starts(std::string_view text, const PhraseTable& table, const Plan& plan, const KnownValues& known) {
  return Finder(text, table, plan, known).run();
}

}  // namespace tirai::recognition

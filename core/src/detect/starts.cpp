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
#include "sorting.h"
#include "text/apart.h"
#include "text/ascii.h"
#include "text/utf8.h"

namespace tirai::recognition {
namespace {
constexpr std::size_t kReadable = 4;  // bytes behind a block of text that may be read

class Finder {
 public:
  Finder(std::string_view text, const PhraseTable& table, const Plan& plan, const KnownValues& known)
      : text_(text), table_(table), plan_(plan), known_(known), knows_(!known.empty()), capitals_(plan.at_capitals.any()), names_(name_sieve()), leads_(table.other_scripts() || !known.empty()) {
    found_.places.reserve(text.size() / 16 + 16);
    found_.heard.reserve(text.size() / 16 + 16);
    found_.separators.reserve(text.size() / 32 + 16);
  }
  TIRAI_APART("find_starts") Starts run();

 private:
  // What may begin with the word of `size` letters at `letters`, which `behind` follows: hears the phrases, answers what else. Which words come is as
  // random as language: as few branches as can be.
  [[nodiscard]] std::uint8_t word(std::size_t at, const char* letters, std::size_t size, char behind) {
    const text::WordBytes word(letters, size);
    const std::uint32_t hash = word.hash();
    if (table_.may_begin(letters, word, hash)) table_.hear(text_, at, at + size, word, found_.heard);
    const auto capital = static_cast<std::uint8_t>(capitals_ && (letters[0] & 0x20) == 0 && may_begin_name(word, hash, behind, names_) ? Start::kCapital : 0);
    const auto prefix = static_cast<std::uint8_t>(plan_.may_begin_prefix(letters, size) ? Start::kPrefix : 0);
    const auto known = static_cast<std::uint8_t>(knows_ && known_.filter().has(letters_key(letters)) ? Start::kKnown : 0);
    return capital | prefix | known;
  }
  // The same where fewer bytes may be readable behind the word.
  [[nodiscard]] std::uint8_t word_at(std::size_t at, std::size_t end) {
    const char behind = end < text_.size() ? text_[end] : '\0';
    if (text_.size() - at >= kReadable) return word(at, text_.data() + at, end - at, behind);
    char last[kReadable] = {};
    std::memcpy(last, text_.data() + at, text_.size() - at);
    return word(at, last, end - at, behind);
  }
  // Whether a character beyond ASCII stands before `at` that a word goes on across.
  [[nodiscard]] bool goes_on(std::size_t at) const {
    return at > 0 && (text_[at - 1] & 0x80) != 0 && text::is_word_character(text::character_before(text_, at).code);
  }
  // The first byte of a character beyond ASCII. Where no spaces are written between words, each may begin one.
  [[nodiscard]] std::uint8_t lead(std::size_t at) {
    const bool spaced = text::is_word_character(text::character_at(text_, at).code);
    if (spaced && at > 0 && text::is_word_character(text::character_before(text_, at).code)) return 0;
    table_.hear_other(text_, at, found_.heard);
    return knows_ && known_.filter().has(word_key(text_, at)) ? Start::kKnown : std::uint8_t{0};
  }
  void place(std::size_t at, std::uint8_t what) {
    if (what != 0) found_.places.push_back({at, what});
  }

#if defined(__SSE2__) || defined(__wasm_simd128__)
  void block(std::size_t base, const char* bytes);
  std::uint64_t words(std::size_t base, const char* bytes, std::uint64_t letters, std::uint64_t begins);
  std::uint64_t leads(std::size_t base, std::uint64_t leads);
  std::uint64_t alnum_before_ = 0, digit_before_ = 0, beyond_before_ = 0;  // bit 0: the last byte of the block before
  std::array<std::uint8_t, 64> what_;                                      // may begin at the block's bytes
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
  std::uint64_t letters = 0, digits = 0, signs = 0, beyond = 0, leads = 0, separators = 0;
};

#if defined(__SSE2__)
using Bytes = __m128i;
Bytes load(const char* from) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(from)); }
Bytes splat(char c) { return _mm_set1_epi8(c); }
std::uint64_t bits(Bytes truth) { return static_cast<std::uint32_t>(_mm_movemask_epi8(truth)); }
Bytes same(Bytes a, char c) { return _mm_cmpeq_epi8(a, splat(c)); }
Bytes either(Bytes a, Bytes b) { return _mm_or_si128(a, b); }
Bytes both(Bytes a, Bytes b) { return _mm_and_si128(a, b); }
Bytes within(Bytes a, char first, char count) {
  const Bytes from_first = _mm_sub_epi8(a, splat(first));
  return _mm_cmpeq_epi8(_mm_min_epu8(from_first, splat(static_cast<char>(count - 1))), from_first);
}
#else
using Bytes = v128_t;
Bytes load(const char* from) { return wasm_v128_load(from); }
Bytes splat(char c) { return wasm_i8x16_splat(c); }
std::uint64_t bits(Bytes truth) { return static_cast<std::uint32_t>(wasm_i8x16_bitmask(truth)); }
Bytes same(Bytes a, char c) { return wasm_i8x16_eq(a, splat(c)); }
Bytes either(Bytes a, Bytes b) { return wasm_v128_or(a, b); }
Bytes both(Bytes a, Bytes b) { return wasm_v128_and(a, b); }
Bytes within(Bytes a, char first, char count) { return wasm_u8x16_lt(wasm_i8x16_sub(a, splat(first)), splat(count)); }
#endif

Masks masks_of(const char* bytes) {
  Masks masks;
  for (int lane = 0; lane < 4; ++lane) {
    const Bytes part = load(bytes + 16 * lane);
    masks.letters |= bits(within(either(part, splat(0x20)), 'a', 26)) << (16 * lane);
    masks.digits |= bits(within(part, '0', 10)) << (16 * lane);
    masks.signs |= bits(either(same(part, '@'), same(part, ':'))) << (16 * lane);
    masks.beyond |= bits(part) << (16 * lane);
    masks.leads |= bits(same(both(part, splat(static_cast<char>(0xC0))), static_cast<char>(0xC0))) << (16 * lane);
    const Bytes delimiters = either(either(same(part, ','), same(part, ';')), same(part, '|'));
    masks.separators |= bits(either(either(within(part, '\t', 2), same(part, '\0')), delimiters)) << (16 * lane);
  }
  return masks;
}

Starts Finder::run() {
  std::size_t base = 0;
  for (; text_.size() - base >= 64 + kReadable; base += 64) block(base, text_.data() + base);
  for (; base < text_.size(); base += 64) {
    char last[64 + kReadable];
    std::memset(last, ' ', sizeof last);
    std::memcpy(last, text_.data() + base, std::min<std::size_t>(64, text_.size() - base));
    block(base, last);
  }
  return std::move(found_);
}

void Finder::block(std::size_t base, const char* bytes) {
  const Masks masks = masks_of(bytes);
  for (std::uint64_t left = masks.separators; left != 0; left &= left - 1) found_.separators.push_back(base + static_cast<std::size_t>(std::countr_zero(left)));
  const std::uint64_t alnum = masks.letters | masks.digits;
  std::uint64_t begins = masks.letters & ~(alnum << 1 | alnum_before_);
  for (std::uint64_t left = begins & (masks.beyond << 1 | beyond_before_); left != 0; left &= left - 1) {
    if (goes_on(base + static_cast<std::size_t>(std::countr_zero(left)))) begins &= ~(left & (0 - left));
  }
  std::uint64_t wanted = words(base, bytes, masks.letters, begins);
  if (leads_ && masks.leads != 0) wanted |= leads(base, masks.leads);
  const std::uint64_t digits = masks.digits & ~(masks.digits << 1 | digit_before_);
  for (std::uint64_t left = wanted | digits | masks.signs; left != 0; left &= left - 1) {
    const auto at = static_cast<std::uint32_t>(std::countr_zero(left));
    place(base + at, (wanted >> at & 1) != 0 ? what_[at] : (digits >> at & 1) != 0 ? Start::kDigits : Start::kSign);
  }
  alnum_before_ = alnum >> 63;
  digit_before_ = masks.digits >> 63;
  beyond_before_ = masks.beyond >> 63;
}

// Those of the words that somebody may want. `letters` tells how long each is; one that reaches the block's end may go on.
std::uint64_t Finder::words(std::size_t base, const char* bytes, std::uint64_t letters, std::uint64_t begins) {
  std::uint64_t wanted = 0;
  for (; begins != 0; begins &= begins - 1) {
    const auto at = static_cast<std::uint32_t>(std::countr_zero(begins));
    const auto size = static_cast<std::uint32_t>(std::countr_one(letters >> at));
    what_[at] = at + size < 64 ? word(base + at, bytes + at, size, bytes[at + size]) : word_at(base + at, text::letters_end(text_, base + at));
    wanted |= static_cast<std::uint64_t>(what_[at] != 0) << at;
  }
  return wanted;
}

// Those where a known value may begin; the phrases heard stand among the block's others in their order.
std::uint64_t Finder::leads(std::size_t base, std::uint64_t leads) {
  std::uint64_t wanted = 0;
  const std::size_t heard = found_.heard.size();
  for (; leads != 0; leads &= leads - 1) {
    const auto at = static_cast<std::uint32_t>(std::countr_zero(leads));
    what_[at] = lead(base + at);
    wanted |= static_cast<std::uint64_t>(what_[at] != 0) << at;
  }
  if (found_.heard.size() == heard) return wanted;
  auto first = found_.heard.end();
  while (first != found_.heard.begin() && std::prev(first)->begin >= base) --first;
  sort_by(first, found_.heard.end(), [](const Heard& a, const Heard& b) { return a.begin < b.begin; });
  return wanted;
}

#else

enum Class : std::uint8_t { kNone, kDigit, kLetter, kSign, kLead, kSeparator };
struct Classes {
  std::uint8_t of[256] = {};
  constexpr Classes() {
    for (int c = '0'; c <= '9'; ++c) of[c] = kDigit;
    for (int c = 'a'; c <= 'z'; ++c) of[c] = of[c - 32] = kLetter;
    of[static_cast<int>('@')] = of[static_cast<int>(':')] = kSign;
    for (int c = 0xC0; c < 0x100; ++c) of[c] = kLead;
    for (const char c : {',', ';', '|', '\t', '\n', '\0'}) of[static_cast<int>(c)] = kSeparator;
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
    if (now == kSeparator) {
      found_.separators.push_back(at);
    } else if (now == kLetter) {
      const std::size_t end = text::letters_end(text_, at);
      if (!goes_on(at)) place(at, word_at(at, end));
      at = end - 1;
    } else {
      place(at, now == kLead ? lead(at) : now == kDigit ? Start::kDigits : Start::kSign);
    }
  }
  return std::move(found_);
}
#endif
}  // namespace

Starts find_starts(std::string_view text, const PhraseTable& table, const Plan& plan, const KnownValues& known) {
  return Finder(text, table, plan, known).run();
}

}  // namespace tirai::recognition

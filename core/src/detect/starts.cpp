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
  // Which words come is as random as language: what every word is asked has no branches.
  [[nodiscard]] bool may_be_said(const text::WordBytes& word) const { return table_.begins().may_hold(word.hash()); }
  [[nodiscard]] bool may_be_known(const char* letters) const { return known_.filter().has(letters_key(letters)); }
  [[nodiscard]] bool may_be_name(const text::WordBytes& word, char behind) const { return may_begin_name(word, word.hash(), behind, names_); }
  // Once in the program: it is large where the tree's first look is part of it.
  void hear(std::size_t at, std::size_t end, const text::WordBytes& word);
  // What may begin with the word text[at, end): hears the phrases, answers what else. Four bytes at `letters`, which are its own, are readable.
  [[nodiscard]] std::uint8_t word(std::size_t at, std::size_t end, const char* letters) {
    const text::WordBytes word = end - at < kReadable ? text::WordBytes(letters, end - at) : text::word_bytes(text_.substr(at, end - at));
    if (may_be_said(word)) hear(at, end, word);
    const bool capital = capitals_ && (letters[0] & 0x20) == 0 && may_be_name(word, end < text_.size() ? text_[end] : '\0');
    return static_cast<std::uint8_t>((capital ? Start::kCapital : 0) | (plan_.may_begin_prefix(letters, end - at) ? Start::kPrefix : 0) | (knows_ && may_be_known(letters) ? Start::kKnown : 0));
  }
  // The same where fewer bytes may be readable.
  [[nodiscard]] std::uint8_t word_at(std::size_t at, std::size_t end) {
    if (text_.size() - at >= kReadable) return word(at, end, text_.data() + at);
    char last[kReadable] = {};
    std::memcpy(last, text_.data() + at, text_.size() - at);
    return word(at, end, last);
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
  // What may begin at each of a block's bytes, as in Start.
  struct Wanted {
    std::uint64_t prefixes = 0, known = 0, capitals = 0;
  };
  void block(std::size_t base, const char* bytes);
  void words(std::size_t base, const char* bytes, std::uint64_t letters, std::uint64_t begins, Wanted& wanted);
  std::uint64_t names(const char* bytes, std::uint64_t letters, std::uint64_t capitals) const;
  void last_word(std::size_t base, std::uint32_t at, Wanted& wanted);
  std::uint64_t leads(std::size_t base, std::uint64_t leads);
  std::uint64_t alnum_before_ = 0, digit_before_ = 0, beyond_before_ = 0;  // bit 0: the last byte of the block before
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

TIRAI_APART("hear") void Finder::hear(std::size_t at, std::size_t end, const text::WordBytes& word) { table_.hear(text_, at, end, word, found_.heard); }

#if defined(__SSE2__) || defined(__wasm_simd128__)
// A bit for each of 64 bytes.
struct Masks {
  std::uint64_t letters = 0, capitals = 0, digits = 0, signs = 0, beyond = 0, leads = 0, separators = 0;
};

#if defined(__SSE2__)
using Bytes = __m128i;
Bytes load(const char* from) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(from)); }
Bytes splat(char c) { return _mm_set1_epi8(c); }
/// The first bit of each byte; bits_below() the one that many below it.
std::uint64_t bits(Bytes truth) { return static_cast<std::uint32_t>(_mm_movemask_epi8(truth)); }
template <int kBit>
std::uint64_t bits_below(Bytes a) { return bits(_mm_slli_epi16(a, kBit)); }
Bytes same(Bytes a, char c) { return _mm_cmpeq_epi8(a, splat(c)); }
Bytes either(Bytes a, Bytes b) { return _mm_or_si128(a, b); }
Bytes within(Bytes a, char first, char count) {
  const Bytes from_first = _mm_sub_epi8(a, splat(first));
  return _mm_cmpeq_epi8(_mm_min_epu8(from_first, splat(static_cast<char>(count - 1))), from_first);
}
#else
using Bytes = v128_t;
Bytes load(const char* from) { return wasm_v128_load(from); }
Bytes splat(char c) { return wasm_i8x16_splat(c); }
std::uint64_t bits(Bytes truth) { return static_cast<std::uint32_t>(wasm_i8x16_bitmask(truth)); }
template <int kBit>
std::uint64_t bits_below(Bytes a) { return bits(wasm_i16x8_shl(a, kBit)); }
Bytes same(Bytes a, char c) { return wasm_i8x16_eq(a, splat(c)); }
Bytes either(Bytes a, Bytes b) { return wasm_v128_or(a, b); }
Bytes within(Bytes a, char first, char count) { return wasm_u8x16_lt(wasm_i8x16_sub(a, splat(first)), splat(count)); }
#endif

Masks masks_of(const char* bytes) {
  Masks masks;
  std::uint64_t small = 0, second = 0;  // the bit that tells letters in lower case, and the second of each byte
  for (int lane = 0; lane < 4; ++lane) {
    const Bytes part = load(bytes + 16 * lane);
    masks.letters |= bits(within(either(part, splat(0x20)), 'a', 26)) << (16 * lane);
    small |= bits_below<2>(part) << (16 * lane);
    masks.digits |= bits(within(part, '0', 10)) << (16 * lane);
    masks.signs |= bits(either(same(part, '@'), same(part, ':'))) << (16 * lane);
    masks.beyond |= bits(part) << (16 * lane);
    second |= bits_below<1>(part) << (16 * lane);
    const Bytes delimiters = either(either(same(part, ','), same(part, ';')), same(part, '|'));
    masks.separators |= bits(either(either(within(part, '\t', 2), same(part, '\0')), delimiters)) << (16 * lane);
  }
  masks.capitals = masks.letters & ~small;
  masks.leads = masks.beyond & second;
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
  Wanted wanted;
  const int open = 64 - std::countl_one(masks.letters);  // where the letters begin that may go on in the next block
  const std::uint64_t whole = open < 64 ? begins & ~(std::uint64_t{1} << open) : begins;
  words(base, bytes, masks.letters, whole, wanted);
  if (capitals_) wanted.capitals = names(bytes, masks.letters, whole & masks.capitals);
  if (whole != begins) last_word(base, static_cast<std::uint32_t>(open), wanted);
  if (leads_ && masks.leads != 0) wanted.known |= leads(base, masks.leads);
  const std::uint64_t digits = masks.digits & ~(masks.digits << 1 | digit_before_);
  for (std::uint64_t left = wanted.prefixes | wanted.known | wanted.capitals | digits | masks.signs; left != 0; left &= left - 1) {
    const auto at = static_cast<std::uint32_t>(std::countr_zero(left));
    const auto has = [at](std::uint64_t bits, std::uint8_t what) { return static_cast<std::uint8_t>((bits >> at & 1) * what); };
    place(base + at, has(digits, Start::kDigits) | has(masks.signs, Start::kSign) | has(wanted.prefixes, Start::kPrefix) | has(wanted.known, Start::kKnown) | has(wanted.capitals, Start::kCapital));
  }
  alnum_before_ = alnum >> 63;
  digit_before_ = masks.digits >> 63;
  beyond_before_ = masks.beyond >> 63;
}

std::uint32_t size_at(std::uint64_t letters, std::uint32_t at) { return static_cast<std::uint32_t>(std::countr_one(letters >> at)); }

// The words that end inside the block; `letters` tells how long each is.
void Finder::words(std::size_t base, const char* bytes, std::uint64_t letters, std::uint64_t begins, Wanted& wanted) {
  std::uint64_t said = 0;
  for (; begins != 0; begins &= begins - 1) {
    const auto at = static_cast<std::uint32_t>(std::countr_zero(begins));
    const std::uint32_t size = size_at(letters, at);
    said |= static_cast<std::uint64_t>(may_be_said({bytes + at, size})) << at;
    wanted.prefixes |= static_cast<std::uint64_t>(plan_.may_begin_prefix(bytes + at, size)) << at;
    if (knows_) wanted.known |= static_cast<std::uint64_t>(may_be_known(bytes + at)) << at;
  }
  for (; said != 0; said &= said - 1) {
    const auto at = static_cast<std::uint32_t>(std::countr_zero(said));
    const std::uint32_t size = size_at(letters, at);
    hear(base + at, base + at + size, {bytes + at, size});
  }
}

// Those of the capitalised words that may begin a name.
std::uint64_t Finder::names(const char* bytes, std::uint64_t letters, std::uint64_t capitals) const {
  std::uint64_t names = 0;
  for (; capitals != 0; capitals &= capitals - 1) {
    const auto at = static_cast<std::uint32_t>(std::countr_zero(capitals));
    const std::uint32_t size = size_at(letters, at);
    names |= static_cast<std::uint64_t>(may_be_name({bytes + at, size}, bytes[at + size])) << at;
  }
  return names;
}

// The word whose letters reach the block's end: they may go on.
void Finder::last_word(std::size_t base, std::uint32_t at, Wanted& wanted) {
  const std::uint8_t what = word_at(base + at, text::letters_end(text_, base + at));
  const auto bit = [&](std::uint8_t kind) { return static_cast<std::uint64_t>((what & kind) != 0) << at; };
  wanted.prefixes |= bit(Start::kPrefix);
  wanted.known |= bit(Start::kKnown);
  wanted.capitals |= bit(Start::kCapital);
}

// Those where a known value may begin; the phrases heard stand among the block's others in their order.
std::uint64_t Finder::leads(std::size_t base, std::uint64_t leads) {
  std::uint64_t wanted = 0;
  const std::size_t heard = found_.heard.size();
  for (; leads != 0; leads &= leads - 1) {
    const auto at = static_cast<std::uint32_t>(std::countr_zero(leads));
    wanted |= static_cast<std::uint64_t>(lead(base + at) != 0) << at;
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

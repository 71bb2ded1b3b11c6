#include "detect/starts.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <span>

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
constexpr std::size_t kReadable = text::WordBytes::kMost;  // bytes behind a block of text that may be read

class Finder {
 public:
  Finder(std::string_view text, const PhraseTable& table, const Plan& plan, const KnownValues& known)
      : text_(text), table_(table), plan_(plan), known_(known), knows_(!known.empty()), capitals_(plan.at_capitals.any()), names_(name_sieve()), leads_(table.other_scripts() || !known.empty()) {
#if defined(__SSE2__) || defined(__wasm_simd128__)
    short_letters_ = plan.short_prefix_letters;
    letters_ = plan.prefix_letters;
    short_letters_ |= known.filter().pairs();
    letters_ |= known.filter().pairs();
#endif
    found_.places.reserve(text.size() / 16 + 16);
    found_.heard.reserve(text.size() / 16 + 16);
    found_.separators.reserve(text.size() / 32 + 16);
  }
  TIRAI_APART("find_starts") Starts run();

 private:
  // Which words come is as random as language: what every word is asked has no branches.
  [[nodiscard]] bool may_be_said(const text::WordBytes& word) const { return table_.begins().may_hold(word.hash()); }
  [[nodiscard]] bool may_be_known(const text::WordBytes& word) const { return known_.filter().has(word.first()); }
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
  [[nodiscard]] std::size_t block(std::size_t base, const char* bytes);
  void words(std::size_t base, const char* bytes, std::uint64_t letters, std::uint64_t begins, Wanted& wanted);
  std::uint64_t names(std::size_t base, const char* bytes, std::uint64_t letters, std::uint64_t capitals) const;
  std::uint64_t leads(std::size_t base, std::uint64_t leads);
  // A word of a block.
  struct InBlock {
    std::uint32_t at, size;
  };
  void hear(std::size_t base, std::span<const InBlock> words);
  LetterPairs short_letters_, letters_;  // that some prefix or known value begins with, as in Plan
  std::uint64_t alnum_before_ = 0, digit_before_ = 0, beyond_before_ = 0;  // bit 0: the last byte of the block before
#else
  [[nodiscard]] std::uint8_t word(std::size_t at, std::size_t end);
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
  std::uint64_t letters = 0, capitals = 0, digits = 0, signs = 0, beyond = 0, separators = 0;
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
  std::uint64_t small = 0;  // the bit that tells letters in lower case
  for (int lane = 0; lane < 4; ++lane) {
    const Bytes part = load(bytes + 16 * lane);
    masks.letters |= bits(within(either(part, splat(0x20)), 'a', 26)) << (16 * lane);
    small |= bits_below<2>(part) << (16 * lane);
    masks.digits |= bits(within(part, '0', 10)) << (16 * lane);
    masks.signs |= bits(either(same(part, '@'), same(part, ':'))) << (16 * lane);
    masks.beyond |= bits(part) << (16 * lane);
    const Bytes delimiters = either(either(same(part, ','), same(part, ';')), same(part, '|'));
    masks.separators |= bits(either(either(within(part, '\t', 2), same(part, '\0')), delimiters)) << (16 * lane);
  }
  masks.capitals = masks.letters & ~small;
  return masks;
}

// The first bytes of characters beyond ASCII.
std::uint64_t leads_of(const char* bytes) {
  std::uint64_t leads = 0;
  for (int lane = 0; lane < 4; ++lane) {
    const Bytes part = load(bytes + 16 * lane);
    leads |= (bits(part) & bits_below<1>(part)) << (16 * lane);
  }
  return leads;
}

// INVARIANT: `bits` is not 0. std::countr_zero() asks each time.
std::uint32_t first_of(std::uint64_t bits) { return static_cast<std::uint32_t>(__builtin_ctzll(bits)); }
// Of a word that ends inside the block.
std::uint32_t size_at(std::uint64_t letters, std::uint32_t at) { return first_of(~(letters >> at)); }

Starts Finder::run() {
  std::size_t base = 0;
  while (text_.size() - base >= 64 + kReadable) base += block(base, text_.data() + base);
  while (base < text_.size()) {
    char last[64 + kReadable];
    std::memset(last, ' ', sizeof last);
    std::memcpy(last, text_.data() + base, std::min<std::size_t>(64, text_.size() - base));
    base += block(base, last);
  }
  return std::move(found_);
}

// Answers how far it read: up to the word whose letters reach the block's end, for they may go on. Of a word of more than 64 letters the first 63 are read.
std::size_t Finder::block(std::size_t base, const char* bytes) {
  Masks masks = masks_of(bytes);
  for (std::uint64_t left = masks.separators; left != 0; left &= left - 1) found_.separators.push_back(base + first_of(left));
  const std::uint64_t alnum = masks.letters | masks.digits;
  const auto open = static_cast<std::uint32_t>(64 - std::countl_one(masks.letters));
  const std::uint32_t size = open > 0 ? open : 64;
  if (open == 0) masks.letters >>= 1;
  std::uint64_t begins = masks.letters & ~(alnum << 1 | alnum_before_) & (~std::uint64_t{0} >> (64 - size));
  for (std::uint64_t left = begins & (masks.beyond << 1 | beyond_before_); left != 0; left &= left - 1) {
    if (goes_on(base + first_of(left))) begins &= ~(left & (0 - left));
  }
  Wanted wanted;
  words(base, bytes, masks.letters, begins, wanted);
  if (capitals_) wanted.capitals = names(base, bytes, masks.letters, begins & masks.capitals);
  if (leads_ && masks.beyond != 0) wanted.known |= leads(base, leads_of(bytes));
  const std::uint64_t digits = masks.digits & ~(masks.digits << 1 | digit_before_);
  for (std::uint64_t left = wanted.prefixes | wanted.known | wanted.capitals | digits | masks.signs; left != 0; left &= left - 1) {
    const std::uint32_t at = first_of(left);
    const auto has = [at](std::uint64_t bits, std::uint8_t what) { return static_cast<std::uint8_t>((bits >> at & 1) * what); };
    place(base + at, has(digits, Start::kDigits) | has(masks.signs, Start::kSign) | has(wanted.prefixes, Start::kPrefix) | has(wanted.known, Start::kKnown) | has(wanted.capitals, Start::kCapital));
  }
  alnum_before_ = alnum >> (size - 1) & 1;
  digit_before_ = masks.digits >> (size - 1) & 1;
  beyond_before_ = masks.beyond >> (size - 1) & 1;
  return size;
}

// The words that begin in the block, all of which end in it; `letters` tells how long each is.
void Finder::words(std::size_t base, const char* bytes, std::uint64_t letters, std::uint64_t begins, Wanted& wanted) {
  std::array<InBlock, 32> said, led;  // what may be heard; what may begin with a prefix or a known value
  std::size_t said_count = 0, led_count = 0;
  const std::array<const LetterPairs*, 2> pairs{&letters_, &short_letters_};
  for (; begins != 0; begins &= begins - 1) {
    const std::uint32_t at = first_of(begins);
    const std::uint32_t size = size_at(letters, at);
    const text::WordBytes word(bytes + at, size);
    const InBlock one{at, size};
    said[said_count] = one;
    led[led_count] = one;
    said_count += may_be_said(word) ? 1 : 0;
    led_count += pairs[size <= Plan::kShortWord]->has(word.first()) ? 1 : 0;
  }
  for (const InBlock& one : std::span(led.data(), led_count)) {
    wanted.prefixes |= static_cast<std::uint64_t>(plan_.may_begin_prefix(bytes + one.at, one.size)) << one.at;
    if (knows_) wanted.known |= static_cast<std::uint64_t>(may_be_known({bytes + one.at, one.size})) << one.at;
  }
  if (said_count > 0) hear(base, {said.data(), said_count});
}

TIRAI_APART("hear") void Finder::hear(std::size_t base, std::span<const InBlock> words) {
  for (const InBlock& one : words) {
    const ByteSpan span{base + one.at, base + one.at + one.size};
    table_.hear(text_, span.begin, span.end, text::word_bytes(text_, span), found_.heard);
  }
}

// Those of the capitalised words that may begin a name.
std::uint64_t Finder::names(std::size_t base, const char* bytes, std::uint64_t letters, std::uint64_t capitals) const {
  std::uint64_t names = 0;
  for (; capitals != 0; capitals &= capitals - 1) {
    const std::uint32_t at = first_of(capitals);
    const std::uint32_t size = size_at(letters, at);
    const std::string_view word(bytes + at, size);
    const char* behind = bytes + at + size;
    names |= static_cast<std::uint64_t>(may_begin_name(word, text::WordBytes(word.data(), size).hash(), *behind, names_) && may_lead_name(text_, {base + at, base + at + size}, behind)) << at;
  }
  return names;
}

// Those where a known value may begin; the phrases heard stand among the block's others in their order.
std::uint64_t Finder::leads(std::size_t base, std::uint64_t leads) {
  std::uint64_t wanted = 0;
  const std::size_t heard = found_.heard.size();
  for (; leads != 0; leads &= leads - 1) {
    const std::uint32_t at = first_of(leads);
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

// What may begin with the word text[at, end): hears the phrases, answers what else.
std::uint8_t Finder::word(std::size_t at, std::size_t end) {
  char letters[4] = {};
  std::memcpy(letters, text_.data() + at, std::min<std::size_t>(4, text_.size() - at));
  const text::WordBytes word = text::word_bytes(text_, {at, end});
  if (may_be_said(word)) table_.hear(text_, at, end, word, found_.heard);
  char behind[3] = {};
  std::memcpy(behind, text_.data() + end, std::min<std::size_t>(3, text_.size() - end));
  const std::string_view whole = text_.substr(at, end - at);
  const bool capital = capitals_ && (letters[0] & 0x20) == 0 && may_begin_name(whole, word.hash(), behind[0], names_) && may_lead_name(text_, {at, end}, behind);
  return static_cast<std::uint8_t>((capital ? Start::kCapital : 0) | (plan_.may_begin_prefix(letters, end - at) ? Start::kPrefix : 0) | (knows_ && may_be_known(word) ? Start::kKnown : 0));
}

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
      if (!goes_on(at)) place(at, word(at, end));
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

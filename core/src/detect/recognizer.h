// What a recognizer is: a value. detect.cpp reads the text once and asks each recognizer where its kind of value can begin.
//
// INVARIANT: the text a match function sees is normalised (normalise.h): digits are ASCII, spaces are ' ', hyphens '-', quotes ' and ",
// nothing invisible is left, "[at]" is "@" and spelled-out digits are digits. Letters beyond ASCII stay as they are, in UTF-8.
// Spans count in that text; detect() maps them back. U+0000 separates texts: no value holds one.
// A match function reads a bounded number of bytes around its place, so the whole stays linear.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>
#include <variant>

#include "detect/code.h"
#include "detect/digits.h"
#include "detect/phrase_list.h"
#include "tirai/detect.h"

namespace tirai::recognition {

/// `weight` is added to the recognizer's confidence: what this one's shape says for it, or (mostly) against it. `alone` is added only where no
/// phrase of context stands near: for what is plausible once it was named, such as a tax number without its usual groups.
struct Match {
  ByteSpan span;
  double weight = 0;
  double alone = 0;
  std::string_view subtype = {};  ///< a literal, such as "btc"; rarely needed
};

// --- the kinds of candidate ------------------------------------------------------------------------------------------
// Each says where the recognizer is asked, and with what. Choose the first that fits.

/// How many digits a number may have, as a bit set.
using Lengths = std::uint32_t;
constexpr Lengths lengths(std::initializer_list<int> counts) {
  Lengths set = 0;
  for (const int count : counts) set |= Lengths{1} << count;
  return set;
}
constexpr Lengths lengths_from(int least, int most) {
  Lengths set = 0;
  for (int count = least; count <= most; ++count) set |= Lengths{1} << count;
  return set;
}

/// A number of exactly `size` digits that stands free in the text, written in whatever groups. The longest of the wanted lengths is asked first.
struct Number {
  std::string_view text;
  const DigitRun& run;
  std::size_t size = 0;
  [[nodiscard]] std::string_view digits() const { return run.digits(0, size); }
  [[nodiscard]] DigitRun::Shape shape() const { return run.shape(size); }  ///< lengths of its groups: "4444"
  [[nodiscard]] ByteSpan span() const { return run.span(size); }
  [[nodiscard]] char separator(std::size_t before_digit) const { return run.separator[before_digit]; }  ///< 0 or one of " -./(" and "\n"
  [[nodiscard]] bool broken_by_line() const { return std::find(run.separator.begin(), run.separator.begin() + size, '\n') != run.separator.begin() + size; }
};
struct Numbers {
  Lengths wanted = 0;
  std::optional<Match> (*match)(const Number&) = nullptr;
};

/// Letters and digits in one of these shapes, e.g. {"A9999999A"} or {"AA 99 99 99 A"} (see code.h).
struct Codes {
  std::span<const Shape> shapes;
  std::optional<Match> (*match)(const Code&) = nullptr;
};

/// Where else a value begins: `at` is a digit, a sign or the first byte of a prefix.
struct Place {
  std::string_view text;
  std::size_t at = 0;
  const DigitRun& digits;  ///< what begins at `at`; empty unless asked at a digit
};
/// Asked at each group of digits that stands free and leads at least `fewest` digits, separators between them or not. For what is no plain number: phone, date, IP, GPS.
struct AtDigits {
  std::size_t fewest = 6;
  std::optional<Match> (*match)(const Place&) = nullptr;
};
/// Asked at each "@", or at each ":" that a letter, digit or ":" follows; the match reaches back. For e-mail; MAC, IPv6.
struct AtSign {
  char sign = '@';
  std::optional<Match> (*match)(const Place&) = nullptr;
};
/// Asked where a word begins with one of these, letter case as written, two characters or more, letters or digits the first two: "AKIA", "eyJ", "0x".
struct Prefixes {
  std::span<const std::string_view> prefixes;
  std::optional<Match> (*match)(const Place&) = nullptr;
};
/// Where the value begins that a phrase announces.
struct Announced {
  std::size_t at = 0;   ///< behind spaces, quotes, "saya", "adalah", "is", ":" …; may be the text's end
  bool linked = false;  ///< ":", "=", "adalah" or "is" stands between: whatever follows is meant as the value
};
[[nodiscard]] Announced behind_phrase(std::string_view text, std::size_t phrase_end);

/// A phrase that announces a value was said ("kata sandi saya adalah …").
struct Said {
  std::string_view text;
  ByteSpan phrase;
  [[nodiscard]] Announced value() const { return behind_phrase(text, phrase.end); }
};
/// The longest of a recognizer's phrases that begin at one word is asked. Phrases are written like context phrases.
struct Phrases {
  PhraseList phrases;
  std::optional<Match> (*match)(const Said&) = nullptr;
  bool negatable = false;  ///< not asked where it was negated ("jangan bagikan OTP Anda", "OTP belum masuk"), unless a digit follows at once: for codes and passwords
};
/// Asked where a word with an ASCII capital may begin a name (may_begin_name() in lexicon/names.h). For names without anything that announces them.
struct AtCapitals {
  std::optional<Match> (*match)(const Place&) = nullptr;
};

using Candidate = std::variant<Numbers, Codes, AtDigits, AtSign, Prefixes, Phrases, AtCapitals>;

// --- the recognizer --------------------------------------------------------------------------------------------------

/// Confidence = `alone`, or `with_context` when a phrase of `context` stands near; plus the match's weight; minus what the engine sees
/// against it (it hangs on a reference such as ORD-…, a phrase of `against` stands before an unbroken number and none of `context`).
/// The threshold (0.5 unless the policy says otherwise) decides. A recognizer whose `alone` is below it is asked only near its context: a weight does not lift it.
/// Guide: check digit and context 0.99 · check digit 0.7 to 0.9 · exact format 0.55 to 0.7 · digits that need the word: alone 0.1 to 0.3, with context 0.85.
struct Confidence {
  double alone = 0;
  double with_context = 0;
};

/// Context phrases: lower case, words of letters and digits, the first begins with a letter (of any script; Thai, Chinese, Korean need no word borders). A blank stands for one to four spaces and signs
/// ("no rek" is also "no. rek" and "no-rek"); other punctuation stands for itself ("a.n."). They match whole words, also with
/// -nya, -ku, -mu or -s at the end, within 40 bytes before the value or 20 after, on this side of any U+0000. Of several recognizers that
/// a value could belong to, those whose phrase stands nearest before it keep their confidence; the others lose 0.15.
struct Recognizer {
  EntityType type = EntityType::kOther;
  Pack pack = Pack::kCoreId;
  Candidate candidate;
  Confidence confidence;
  PhraseList context;
  PhraseList against;
};

/// Where one of `words` (written like context phrases) stands within `reach` bytes before `at`, on this side of any U+0000; the last one that does.
/// For a match function that must tell which phrase it was; mostly `context` is enough.
[[nodiscard]] std::optional<ByteSpan> phrase_before(std::string_view text, std::size_t at, std::size_t reach, const SoughtPhrases& words);

/// All of them, sorted by type. A type may have several.
[[nodiscard]] std::span<const Recognizer> recognizers();
inline constexpr std::size_t kMostRecognizers = 128;

/// The wire names in the order of EntityType.
[[nodiscard]] std::span<const std::string_view> entity_type_names();

}  // namespace tirai::recognition

// Reading a person's name from a place where one was announced, or where its own words say so.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "detect/phrase_list.h"
#include "detect/word_sieve.h"
#include "text/ascii.h"
#include "tirai/detect.h"
#include "tirai/text.h"

namespace tirai::recognition {

/// What led to the place, from the most to the least sure that a name follows.
enum class NameLead : std::uint8_t {
  kStated,     ///< "nama saya", "atas nama", "customer name": also lower case, also words in no list
  kForm,       ///< "nama:", "penerima:": the same up to the end of its field
  kSpeaker,    ///< "Pelanggan:", "Agent:": who speaks, or what is said; a known name alone
  kTitle,      ///< "Pak", "Mrs": a capitalised word in no stop list, or a known name
  kGreeting,   ///< "Halo", "Dear": the same when a comma or the line's end follows
  kSignature,  ///< "Salam,", "Regards,": on its own line
  kIntroduction,  ///< "this is", "saya": the same, or two words in no list where one says from where: "this is Ramon Villanueva from Cebu"
  kMention,    ///< "dengan", "this is", "saya": a known name
  kNothing,    ///< nowhere announced: two words, the names well known
};

struct NameFound {
  ByteSpan span;
  int known = 0;  ///< how many of its words are names in some list
  int sure = 0;   ///< how many are names and hardly anything else
  int words = 0;
};

/// The name that begins at `at`, without the titles before it.
[[nodiscard]] std::optional<NameFound> read_name(std::string_view text, std::size_t at, NameLead lead);

/// How Indonesian names end, most of all Javanese ones, that are in no list: "Sumiyati", "Suyatno", "Kasmadi", "Fakhruddin".
inline constexpr auto kNameSuffixes = phrases("wati", "yati", "yanti", "yanto", "yono", "tono", "atno", "madi", "yadi", "nadi", "tini", "mini", "minah",
                                                     "iyem", "inem", "ningsih", "ningrum", "uddin", "udin", "syah", "iawan", "awan", "putra", "putri", "santi", "isno", "anto", "arni", "arno");
constexpr std::size_t kShortestSuffixedName = 6;

/// The last two letters of these.
inline constexpr LetterPairs kNameEndings = [] {
  LetterPairs made;
  for (const std::string_view suffix : PhraseList(kNameSuffixes)) made.add(static_cast<std::uint32_t>(suffix[suffix.size() - 2]), static_cast<std::uint32_t>(suffix.back()));
  return made;
}();

/// Whether a name that nothing announces may begin with this capitalised word, by what tells it fast; `behind` is the byte behind its letters.
[[nodiscard]] inline bool may_begin_name(std::string_view word, std::uint32_t hash, char behind, const WordSieve& names) {
  if (word.size() == 1 || names.may_hold(hash) || behind == '-' || behind == '\'' || (behind & 0x80) != 0) return true;
  return word.size() >= kShortestSuffixedName && kNameEndings.has(static_cast<std::uint32_t>(word[word.size() - 2]), static_cast<std::uint32_t>(word.back()));
}

/// Whether such a word may be the first of two, by it and the three bytes behind its letters, blanks where the text has ended: a capital or a particle follows
/// ("van", "bin"), or it is a title; or who speaks: is_behind_time().
[[nodiscard]] bool may_lead_name(std::string_view text, ByteSpan word, const char* behind);

/// Whether a time ends before the word at `at`, as before who speaks: "[10:22] Eka: halo min", "12/03/25 10.22 - Eka: halo".
[[nodiscard]] bool is_behind_time(std::string_view text, std::size_t at);

/// Whether the word at `at` goes on with capitalised words before it ("Hari Raya", "CV Budi"): then no name begins there unannounced.
[[nodiscard]] bool follows_capitals(std::string_view text, std::size_t at);

}  // namespace tirai::recognition

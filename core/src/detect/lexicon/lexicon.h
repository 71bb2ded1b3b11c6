// What single words are to names and addresses. Word lists stay small on purpose: a phrase ("nama saya", "Jl.") finds most values, the lists
// say where a name ends and which capitalised words are none.
#pragma once

#include <cstdint>
#include <string_view>

#include "detect/word_sieve.h"

namespace tirai::recognition {

enum WordKind : std::uint8_t {
  kUnknownWord = 0,
  kName = 1,         ///< a given name (in Indonesia any part of one), and hardly anything else: "budi", "santoso", "sarah"
  kMaybeName = 2,    ///< a name that is a word too: "indah", "bagus", "grace"
  kStop = 4,         ///< ends a name: function words, verbs and nouns of letters to a helpdesk, brands
  kPlace = 8,        ///< a city, regency, province, state or country, or a word of one: "jakarta", "selatan"
  kTitle = 16,       ///< stands before a name: "bapak", "mr", "hj"
  kCompany = 32,     ///< makes a company of what follows or precedes: "pt", "tbk", "ltd"
  kFamilyName = 64,  ///< a family name: follows a given name, hardly begins one
};

/// Whether `words` (single spaces, in any letter case) name a company that is called like a person.
[[nodiscard]] bool is_company_like_a_person(std::string_view words);

/// The kinds of `word`, in any letter case of ASCII; kUnknownWord for what is in no list.
[[nodiscard]] std::uint8_t word_kinds(std::string_view word);

/// The kinds a name may begin with; a word in no list may begin one as well, by how it ends (names.h).
constexpr std::uint8_t kBeginsName = kName | kMaybeName | kFamilyName | kTitle;

/// The words of these kinds.
[[nodiscard]] const WordSieve& name_sieve();
/// Those of kind kTitle.
[[nodiscard]] const EndsSieve& title_sieve();

/// One list.
struct WordList {
  WordKind kind;
  std::string_view packed;  ///< see packed.h
};
/// In lexicon/*.cpp, a file for each.
extern const WordList kIndonesianNames;
extern const WordList kInternationalNames;
extern const WordList kFamilyNames;
extern const WordList kNamesThatAreWords;
extern const WordList kIndonesianStopWords;
extern const WordList kEnglishStopWords;
extern const WordList kPlaces;
extern const WordList kTitles;
extern const WordList kCompanies;

}  // namespace tirai::recognition

// city_only: of an address the city stays, and the province and country behind it. Streets and districts are named after cities, so a place counts
// only where it fills its part of the address, or follows a house number: "Jl. Jakarta 12, Bandung" keeps Bandung, "Jl. Jakarta" keeps nothing.
#include <algorithm>
#include <vector>

#include "detect/lexicon/words.h"
#include "mask/operators.h"
#include "text/ascii.h"

namespace tirai::masking {
namespace {
using recognition::Word;
using recognition::Words;
constexpr std::size_t kMostWords = 4;
constexpr std::size_t kLongestState = 3;  // letters of a state's code
constexpr std::size_t kFewestPostal = 4;  // digits of a postal code

// What is no city by itself: countries, provinces, the words of their names, and what says that a city or a province follows.
constexpr Words kWide =
    "indonesia malaysia singapore jawa barat tengah timur utara selatan tenggara banten aceh sumatera riau kepulauan jambi bengkulu lampung bali nusa kalimantan sulawesi gorontalo "
    "maluku papua jabar jateng jatim ntb ntt england scotland wales uk usa australia india philippines thailand kota kab kabupaten prov provinsi di city";

// "IL 62704", "NSW 2000".
bool is_state(std::string_view text, const Word& word) {
  if (!word.all_capital || word.letters > kLongestState || word.end == text.size() || text[word.end] != ' ') return false;
  const std::string_view code = text.substr(word.end + 1, kFewestPostal);
  return code.size() == kFewestPostal && std::all_of(code.begin(), code.end(), text::is_digit);
}

struct Kept {
  std::vector<ByteSpan> words;
  bool go_on = true;  // nothing but what is wider than a city: the city is in the part before
};

// The places that end one part of the address; a postal code behind them is passed over.
Kept places_of(std::string_view text, ByteSpan part) {
  Kept kept;
  bool behind_word = false, behind_figure = false;
  for (std::size_t at = part.begin, end = at; at < part.end; at = std::max(end, at + 1)) {
    const auto word = recognition::word_at(text, at);
    for (end = at; end < part.end && text::is_alnum(text[end]);) ++end;
    if (word && word->end >= end) {
      end = word->end;
      const bool wide = is_one_of(word->in(text), kWide) || is_state(text, *word), place = wide || word->is(recognition::kPlace);
      kept.go_on = kept.go_on && wide && !behind_figure;
      if (!place || behind_figure) kept.words.clear();
      behind_word = !place || (behind_word && !behind_figure);
      behind_figure = false;
      if (place) kept.words.push_back({word->begin, end});
    } else if (end > at) {
      behind_figure = true;
    }
  }
  if (behind_word || kept.words.size() > kMostWords) return {{}, false};
  return kept;
}

bool parts(char c) { return c == ',' || c == ';' || c == '\n' || c == '|'; }
}  // namespace

std::string city_only(const Value& value) {
  const std::string_view text = value.text;
  std::vector<ByteSpan> shown;
  for (std::size_t end = text.size();;) {
    std::size_t begin = end;
    while (begin > 0 && !parts(text[begin - 1])) --begin;
    const Kept kept = places_of(text, {begin, end});
    for (const ByteSpan word : kept.words) shown.push_back(word);
    if (!kept.go_on || begin == 0) break;
    end = begin - 1;
  }
  const std::string out = cover_but(value, shown);
  return out == text ? redact(value) : out;
}

}  // namespace tirai::masking

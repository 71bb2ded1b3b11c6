// Read the characters, find where things begin, read what is spelled out, ask, settle, and back to the bytes of the text as it came.
#include "tirai/detect.h"

#include "detect/normalise.h"
#include "detect/scanner.h"
#include "detect/settle.h"
#include "detect/spelling.h"
#include "detect/tables.h"
#include "tirai/patterns.h"
#include "text/apart.h"

namespace tirai {
namespace {
using recognition::Reading;
using recognition::Starts;
using recognition::Wanted;

// Texts that U+0000 separates know nothing of each other: so many at once as the processor's cache holds.
constexpr std::size_t kSlice = 16 * 1024;
std::size_t slice_end(std::string_view text, std::size_t begin) {
  if (text.size() - begin <= kSlice) return text.size();
  const std::size_t before = text.rfind('\0', begin + kSlice - 1);
  if (before != std::string_view::npos && before >= begin) return before + 1;
  const std::size_t after = text.find('\0', begin + kSlice);
  return after == std::string_view::npos ? text.size() : after + 1;
}

// The cells of tables once more, each with the label of its column before it.
void detect_in_tables(std::string_view text, const Starts& read, const Thresholds& thresholds, const Wanted& wanted, std::vector<Detection>& found) {
  const std::vector<recognition::Cell> cells = recognition::table_cells(text, read.separators);
  if (cells.empty()) return;
  const recognition::LabelledCells labelled(text, cells);
  const KnownValues none;
  const Starts starts = find_starts(labelled.text(), recognition::phrase_table(), recognition::plan(), none);
  for (Detection one : recognition::Scanner(labelled.text(), starts, none, thresholds, wanted).run()) {
    one.span = labelled.original(one.span);
    if (one.span.size() > 0) found.push_back(one);
  }
}

TIRAI_APART("detect_slice") std::vector<Detection> detect_slice(std::string_view text, const KnownValues& known, const Thresholds& thresholds, const Wanted& wanted) {
  const recognition::PhraseTable& table = recognition::phrase_table();
  const recognition::Plan& plan = recognition::plan();
  Reading characters(text);
  recognition::read_characters(text, characters);
  Starts starts = find_starts(characters.text(), table, plan, known);
  Reading words(characters.text());
  if (recognition::read_spelling(characters.text(), starts, table, words)) starts = find_starts_again(starts, words, table, plan, known);
  std::vector<Detection> found = recognition::Scanner(words.text(), starts, known, thresholds, wanted).run();
  detect_in_tables(words.text(), starts, thresholds, wanted, found);
  if (thresholds.patterns) thresholds.patterns->find(words.text(), thresholds.at_least[static_cast<std::size_t>(EntityType::kOther)], found);
  if (found.empty()) return found;
  found = recognition::settle(words.text(), std::move(found));
  for (Detection& one : found) one.span = characters.original(words.original(one.span));
  return found;
}
}  // namespace

std::vector<Detection> detect(std::string_view text, const KnownValues& known, const Thresholds& thresholds) {
  const Wanted wanted(recognition::plan(), thresholds);
  if (text.size() <= kSlice) return detect_slice(text, known, thresholds, wanted);
  std::vector<Detection> all;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = slice_end(text, begin);
    for (Detection& one : detect_slice(text.substr(begin, end - begin), known, thresholds, wanted)) {
      one.span = {one.span.begin + begin, one.span.end + begin};
      all.push_back(one);
    }
    begin = end;
  }
  return all;
}

}  // namespace tirai

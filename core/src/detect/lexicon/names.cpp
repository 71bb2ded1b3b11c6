#include "detect/lexicon/names.h"

#include "detect/lexicon/words.h"
#include "text/utf8.h"

namespace tirai::recognition {
namespace {
constexpr int kMostWords = 5;
constexpr int kMostTitles = 5;

// "a/n", a line's end, the end of a field in a table, a sentence's end: nothing of the name comes behind these.
bool ends_field(std::string_view text, std::size_t at) {
  at = skip_spaces(text, at);
  if (at >= text.size()) return true;
  return std::string_view(",.;:!?|\"')]}<\n\r\t/(-&").find(text[at]) != std::string_view::npos || text[at] == '\0';
}

// Words between names that belong to them, but never end one: "Ahmad bin Ali", "Ludwig van Beethoven", "Maria de la Cruz".
bool is_particle(std::string_view word) {
  return is_one_of(word, "bin binti bt bte ibn van von der den de del della di da dos das la le el al ter ten zu af av st a/l a/p s/o d/o");
}

// Verbs and nouns with the affixes of Indonesian, adverbs and participles of English: no list holds them all, and no names in lower case look so.
bool looks_like_a_word(std::string_view word) {
  const auto begins = [&](std::string_view with) { return word.size() > with.size() + 3 && same_word(word.substr(0, with.size()), with); };
  const auto ends = [&](std::string_view with) { return word.size() > with.size() + 2 && same_word(word.substr(word.size() - with.size()), with); };
  for (const std::string_view prefix : {"meng", "meny", "mem", "men", "ber", "ter", "peng", "pem", "ke", "per", "di", "se"}) {
    if (begins(prefix)) return true;
  }
  for (const std::string_view suffix : {"nya", "kan", "ing", "tion", "ly", "ment", "ness"}) {
    if (ends(suffix)) return true;
  }
  return false;
}

bool is_possessive(std::string_view word) { return word.size() > 4 && same_word(word.substr(word.size() - 3), "nya"); }

class NameReader {
 public:
  NameReader(std::string_view text, NameLead lead) : text_(text), lead_(lead) {}

  std::optional<NameFound> read(std::size_t at) {
    at = skip_titles(at);
    if (titled_ && lead_ != NameLead::kStated && lead_ != NameLead::kForm) lead_ = NameLead::kTitle;
    for (std::size_t next = at; words_ < kMostWords;) {
      const auto word = word_at(text_, next);
      if (!word || !take(*word)) break;
      next = after(*word);
      if (next == word->end) break;
    }
    if (words_ == 0 || !is_enough()) return std::nullopt;
    return NameFound{{first_.begin, end_}, known_, words_};
  }

 private:
  // "Bapak Dr. H. Budi", "Bapak/Ibu Siti". A title that ends the text or the line is none.
  std::size_t skip_titles(std::size_t at) {
    for (int titles = 0; titles < kMostTitles; ++titles) {
      const auto word = word_at(text_, at);
      if (!word || !(word->is(kTitle) || is_haji(*word))) break;
      std::size_t next = word->end;
      if (next < text_.size() && (text_[next] == '.' || text_[next] == '/')) ++next;
      const std::size_t behind = skip_spaces(text_, next);
      if (!is_letter_at(text_, behind) || (behind == next && next == word->end)) break;
      // "Mas Agung", but "Dr" alone may be a name's first letters; a known name is no title.
      if (word->is(kName | kMaybeName) && !word_at(text_, behind)->capital) break;
      at = behind;
      titled_ = true;
    }
    return at;
  }

  // "H." before a name: he has been to Mecca.
  [[nodiscard]] bool is_haji(const Word& word) const { return word.in(text_) == "H" && word.end < text_.size() && text_[word.end] == '.'; }

  // Whether the word goes on with the name; counts it if so.
  bool take(const Word& word) {
    if (words_ == 0) {
      first_ = word;
      if (!may_begin(word)) return false;
    } else if (!may_follow(word)) {
      return false;
    }
    ++words_;
    if (word.is(kName | kMaybeName) && !is_particle(word.in(text_))) ++known_;
    if (word.is(kName) && !word.is(kMaybeName)) ++sure_;
    last_ = word;
    if (word.letters > 1 || words_ > 1) whole_ = whole_ || word.letters > 1;
    if (!is_particle(word.in(text_)) || words_ == 1) end_ = end_of(word);
    return true;
  }

  bool is_known(const Word& word) const { return word.is(kName | kMaybeName); }
  bool stops(const Word& word) const {
    if (word.is(kCompany) && !is_known(word)) return true;
    return word.is(kStop) && (!is_known(word) || lead_ >= NameLead::kMention || !word.capital);
  }

  bool may_begin(const Word& word) const {
    if (stops(word) || is_possessive(word.in(text_))) return false;
    if (word.letters == 1) return word.capital && (is_dotted(word) || is_balinese(word));
    if (word.capital) return is_known(word) || (!word.is(kPlace) && (lead_ <= NameLead::kSignature));
    if (lead_ == NameLead::kTitle) return word.is(kName) && !word.is(kMaybeName);
    if (lead_ == NameLead::kMention) return word.is(kName) && !word.is(kMaybeName);
    if (lead_ != NameLead::kStated && lead_ != NameLead::kForm) return false;
    return is_known(word) || (word.letters > 2 && !looks_like_a_word(word.in(text_)) && !word.is(kPlace));
  }

  bool may_follow(const Word& word) const {
    if (is_particle(word.in(text_))) return goes_on_behind(word);
    if (stops(word) || is_possessive(word.in(text_))) return false;
    if (first_.capital) {
      if (!word.capital) return false;
      if (word.letters == 1) return true;
      return is_known(word) || !word.is(kPlace);
    }
    if (word.capital) return false;
    if (word.is(kName) && !word.is(kMaybeName)) return true;
    if (word.is(kTitle)) return false;
    if (is_known(word)) return known_ > 0 && (ends_field(text_, word.end) || lead_ <= NameLead::kForm);
    return lead_ <= NameLead::kForm && word.letters > 2 && !word.is(kPlace) && !looks_like_a_word(word.in(text_)) && words_ < 3;
  }

  bool is_dotted(const Word& word) const { return word.end < text_.size() && text_[word.end] == '.' && goes_on_behind(word); }
  bool is_balinese(const Word& word) const {
    const auto next = word_at(text_, skip_spaces(text_, word.end));
    return word.in(text_) == "I" && next && next->capital && is_one_of(next->in(text_), "wayan made nyoman ketut gede putu kadek komang gusti ketut nengah ngurah dewa");
  }
  bool goes_on_behind(const Word& word) const {
    std::size_t at = word.end;
    if (at < text_.size() && text_[at] == '.') ++at;
    const auto next = word_at(text_, skip_spaces(text_, at));
    if (!next || next->letters < 2) return false;
    if (is_particle(next->in(text_))) return goes_on_behind(*next);
    return next->capital == (first_.capital || words_ == 0) && !stops(*next);
  }

  // Initials keep their dot only inside a name: "M. Rizki", "Budi S.".
  std::size_t end_of(const Word& word) const { return word.end; }

  // Where the next word of the name may begin; the end of this one if none may.
  std::size_t after(const Word& word) const {
    std::size_t at = word.end;
    const bool dotted = at < text_.size() && text_[at] == '.' && (word.letters <= 3 && (word.letters == 1 || is_one_of(word.in(text_), "moh muh mhd mch sri st jr")));
    if (dotted) ++at;
    const std::size_t next = skip_spaces(text_, at, 2);
    return next == at && !dotted ? word.end : next;
  }

  // Whether company words follow: "Budi Jaya Tbk", "Sinar Mas Group".
  bool is_company() const {
    const auto next = word_at(text_, skip_spaces(text_, end_));
    return next && next->is(kCompany) && !is_known(*next) && next->capital;
  }

  bool is_enough() const {
    if (!whole_ || is_company()) return false;
    switch (lead_) {
      case NameLead::kStated: return known_ > 0 || first_.capital || words_ <= 3;
      case NameLead::kForm: return known_ > 0 || ((first_.capital || words_ > 1) && ends_field(text_, end_));
      case NameLead::kTitle: return true;
      case NameLead::kGreeting: return sure_ > 0 || known_ > 1 || (ends_field(text_, end_) && words_ <= 3);
      case NameLead::kSignature: return ends_line() && words_ <= 4 && (known_ > 0 || words_ > 1);
      case NameLead::kMention: return sure_ > 0 && (first_.capital || words_ > 1 || sure_ > 0);
      case NameLead::kNothing: return words_ > 1 && sure_ > 0 && (first_is_known() || known_ == words_);
    }
    return false;
  }
  [[nodiscard]] bool first_is_known() const { return is_known(first_) || first_.letters == 1; }
  bool ends_line() const {
    const std::size_t at = skip_spaces(text_, end_);
    return at >= text_.size() || text_[at] == '\n' || text_[at] == '\r' || text_[at] == '\0' || text_[at] == '.' || text_[at] == ',' || text_[at] == '|' || text_[at] == '<' || text_[at] == '(';
  }

  std::string_view text_;
  NameLead lead_;
  Word first_;
  Word last_;
  std::size_t end_ = 0;
  int words_ = 0;
  int known_ = 0;
  int sure_ = 0;
  bool whole_ = false;   // one word at least is more than an initial
  bool titled_ = false;
};
}  // namespace

std::optional<NameFound> read_name(std::string_view text, std::size_t at, NameLead lead) {
  if (at >= text.size()) return std::nullopt;
  return NameReader(text, lead).read(at);
}

bool follows_capitals(std::string_view text, std::size_t at) {
  if (at < 2 || text[at - 1] != ' ') return false;
  std::size_t begin = at - 1;
  while (begin > 0 && at - begin < 24 && is_letter_at(text, begin - 1)) --begin;
  const auto word = word_at(text, begin);
  if (!word || word->end != at - 1 || !word->capital) return false;
  return word->is(kCompany) || (!word->is(kTitle) && (!word->is(kStop) || word->is(kName | kMaybeName)));
}

}  // namespace tirai::recognition

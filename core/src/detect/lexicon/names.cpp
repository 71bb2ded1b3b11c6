#include "detect/lexicon/names.h"

#include <algorithm>
#include <string>

#include "detect/lexicon/lexicon.h"
#include "detect/lexicon/words.h"
#include "text/apart.h"
#include "text/utf8.h"

namespace tirai::recognition {
namespace {
constexpr int kMostWords = 5;
constexpr int kMostTitles = 5;

// Stand between the words of a name, in lower case.
constexpr Words kParticles{"bin binti bt bte ibn van von der den de del della di da dos das la le el al ter ten zu af av dela a/l a/p s/o d/o"};
constexpr LetterPairs kParticleBegins = [] {
  LetterPairs made;
  const std::string_view words = kParticles.all();
  for (std::size_t at = 0; at + 1 < words.size(); ++at) {
    if (at == 0 || words[at - 1] == ' ') made.add(static_cast<std::uint32_t>(words[at]), static_cast<std::uint32_t>(words[at + 1]));
  }
  return made;
}();
bool is_particle(std::string_view word) { return is_one_of(word, kParticles); }

// Verbs and nouns with the affixes of Indonesian, adverbs and participles of English: no list holds them all, and no names in lower case look so.
constexpr auto kWordPrefixes = phrases("meng", "meny", "mem", "men", "ber", "ter", "peng", "pem", "ke", "per", "di", "se");
constexpr auto kWordSuffixes = phrases("nya", "kan", "ing", "tion", "ly", "ment", "ness");
bool ends_with(std::string_view word, std::string_view suffix) { return word.size() >= suffix.size() && same_word(word.substr(word.size() - suffix.size()), suffix); }
bool looks_like_a_word(std::string_view word) {
  const auto begins = [&](std::string_view with) { return word.size() > with.size() + 3 && same_word(word.substr(0, with.size()), with); };
  const auto ends = [&](std::string_view with) { return word.size() > with.size() + 2 && ends_with(word, with); };
  return PhraseList(kWordPrefixes).any(begins) || PhraseList(kWordSuffixes).any(ends);
}

bool looks_like_a_name(const Word& word, std::string_view letters) {
  if (!word.capital || word.kinds != kUnknownWord || word.letters < kShortestSuffixedName) return false;
  return PhraseList(kNameSuffixes).any([&](std::string_view suffix) { return text::lower(letters.back()) == suffix.back() && ends_with(letters, suffix); });
}

// "O'Brien"
bool is_irish(std::string_view text, const Word& word) {
  return word.letters > 4 && word.kinds == kUnknownWord && text[word.begin + 1] == '\'' && text[word.begin] == 'O' && text[word.begin + 2] >= 'A' && text[word.begin + 2] <= 'Z';
}

bool is_possessive(std::string_view word) { return word.size() > 4 && same_word(word.substr(word.size() - 3), "nya"); }

class NameReader {
 public:
  NameReader(std::string_view text, NameLead lead) : text_(text), lead_(lead) {}

  std::optional<NameFound> read(std::size_t at) {
    auto word = word_at(text_, at);
    if (!word || (lead_ == NameLead::kNothing && !may_lead(*word))) return std::nullopt;
    word = skip_titles(word);
    if (titled_ && lead_ > NameLead::kForm) lead_ = NameLead::kTitle;
    while (word) {
      if (looks_like_a_name(*word, word->in(text_))) word->kinds = kName;
      else if (is_irish(text_, *word)) word->kinds = kFamilyName;
      if (!take(*word) || words_ == kMostWords) break;
      const std::size_t next = after(*word);
      if (next == word->end) break;
      word = word_at(text_, next);
    }
    if (words_ == 0 || !is_enough()) return std::nullopt;
    return NameFound{{first_.begin, end_}, known_, sure_, words_};
  }

 private:
  // What most capitalised words are not: a title, an initial, or a name that another word follows.
  [[nodiscard]] bool may_lead(const Word& word) const {
    if (word.is(kTitle) || word.letters == 1) return true;
    if (!word.is(kName | kMaybeName | kFamilyName) && !looks_like_a_name(word, word.in(text_))) return false;
    const std::size_t next = after(word);
    return next > word.end && is_letter_at(text_, next) && !is_small_word(next);
  }
  // In lower case, and nothing that stands inside names: then it is no second word of one that begins with a capital.
  [[nodiscard]] bool is_small_word(std::size_t at) const {
    if (text_[at] < 'a' || text_[at] > 'z') return false;
    return !is_particle(text_.substr(at, text::letters_end(text_, at) - at));
  }
  // "Bapak Dr. H. Budi", "Bapak/Ibu Siti". A title that ends the text or the line is none.
  std::optional<Word> skip_titles(std::optional<Word> word) {
    for (int titles = 0; titles < kMostTitles && word && (word->is(kTitle) || is_haji(*word)); ++titles) {
      std::size_t next = word->end;
      const bool abbreviated = word->letters <= 2 || is_one_of<"bpk sdr sdri drs dra drg prof mrs mr ust">(word->in(text_));
      if (next < text_.size() && ((text_[next] == '.' && abbreviated) || text_[next] == '/')) ++next;
      const std::size_t behind = skip_spaces(text_, next);
      if (!is_letter_at(text_, behind) || (behind == next && next == word->end)) break;
      const auto titled = word_at(text_, behind);
      if (is_known(*word) && (!titled->capital || word->is(kFamilyName))) break;  // "Mas Agung", but "Mas" may be the name itself, and "Tan Wei Ling" is one
      word = titled;
      titled_ = true;
    }
    return word;
  }
  // "H." before a name: he has been to Mecca.
  [[nodiscard]] bool is_haji(const Word& word) const { return word.in(text_) == "H" && word.end < text_.size() && text_[word.end] == '.'; }

  // Whether the word goes on with the name; counts it if so.
  bool take(const Word& word) {
    const bool particle = words_ > 0 && is_particle(word.in(text_));
    if (words_ == 0 ? !may_begin(word) : particle ? !goes_on_behind(word) : !may_follow(word)) return false;
    if (words_++ == 0) first_ = word;
    if (particle) return true;
    if (is_known(word)) ++known_;
    if (is_sure(word)) ++sure_;
    last_ = word;
    whole_ = whole_ || word.letters > 1;
    end_ = word.end;
    return true;
  }

  [[nodiscard]] static bool is_known(const Word& word) { return word.is(kName | kMaybeName | kFamilyName); }
  [[nodiscard]] static bool is_sure(const Word& word) { return word.is(kName) && !word.is(kMaybeName | kPlace | kStop); }
  [[nodiscard]] bool announced() const { return lead_ <= NameLead::kForm; }

  [[nodiscard]] bool stops(const Word& word) const {
    if (is_possessive(word.in(text_)) && !is_known(word)) return true;
    if (word.is(kCompany) && !is_known(word)) return true;
    if (!word.is(kStop)) return false;
    if (!is_known(word) || !word.capital) return true;
    if (before_family_name(word)) return false;  // "Mei Morris", "Will Smith"
    return lead_ == NameLead::kTitle ? !ends_field(word.end) : !announced();
  }
  [[nodiscard]] bool before_family_name(const Word& word) const {
    const auto next = word_at(text_, behind_blanks(word.end, 1));
    return next && next->begin == word.end + 1 && next->capital && next->is(kFamilyName | kName) && (!next->is(kMaybeName | kStop) || lead_ == NameLead::kSpeaker) && !is_one_of<"dan ada tim">(word.in(text_));
  }
  // "USPS", "DPD": unless it is known, a short word in capitals is no name.
  [[nodiscard]] bool is_acronym(const Word& word) const { return word.all_capital && word.letters > 1 && word.letters <= 4 && !is_known(word) && !announced(); }

  [[nodiscard]] bool may_begin(const Word& word) const {
    if (stops(word) || is_acronym(word)) return false;
    if (word.letters == 1) return word.capital ? is_dotted(word) || is_balinese(word) : announced() && is_balinese(word);
    if (word.capital) return is_known(word) || (!word.is(kPlace) && lead_ != NameLead::kNothing);
    if (!announced()) return lead_ != NameLead::kNothing && is_sure(word);
    return is_known(word) || (word.letters > 2 && !looks_like_a_word(word.in(text_)) && !word.is(kPlace));
  }

  [[nodiscard]] bool may_follow(const Word& word) const {
    if (stops(word) || is_acronym(word)) return false;
    if (first_.capital) return word.capital && (word.letters == 1 || is_known(word) || !word.is(kPlace));
    if (word.letters == 1 && !word.capital) return is_dotted(word);  // "richard i. roberts"
    if (word.capital || word.is(kTitle)) return false;
    if (is_sure(word) || (word.is(kFamilyName) && known_ > 0)) return true;
    if (is_known(word)) return known_ > 0;
    return announced() && word.letters > 2 && !word.is(kPlace) && !looks_like_a_word(word.in(text_)) && words_ < (known_ > 1 ? 4 : 3);
  }

  [[nodiscard]] bool is_dotted(const Word& word) const { return word.end < text_.size() && text_[word.end] == '.' && goes_on_behind(word); }
  [[nodiscard]] bool is_balinese(const Word& word) const {
    const auto next = word_at(text_, behind_blanks(word.end));
    return (word.in(text_)[0] | 0x20) == 'i' && next && next->capital == word.capital && is_one_of<"wayan made nyoman ketut gede putu kadek komang gusti nengah ngurah dewa">(next->in(text_));
  }
  [[nodiscard]] bool goes_on_behind(const Word& word) const {
    std::size_t at = word.end;
    if (at < text_.size() && text_[at] == '.') ++at;
    const auto next = word_at(text_, behind_blanks(at));
    if (!next) return false;
    if (next->letters == 1) return next->capital && next->end + 2 < text_.size() && text_[next->end] == '.' && text_[next->end + 1] == ' ' && text_[next->end + 2] >= 'A' && text_[next->end + 2] <= 'Z';  // "T. R. Whitfield"
    if (is_particle(next->in(text_))) return next->end > word.end + 8 ? false : goes_on_behind(*next);
    return next->capital == (first_.capital || words_ == 0) && !stops(*next);
  }

  // Where the next word of the name may begin; the end of this one if none may.
  [[nodiscard]] std::size_t after(const Word& word) const {
    std::size_t at = word.end;
    const bool dotted = at < text_.size() && text_[at] == '.' && (word.letters == 1 || is_one_of<"moh muh mhd mch much sri st jr br">(word.in(text_)));
    if (dotted) ++at;
    const std::size_t next = behind_blanks(at, 2);
    return next == at && !dotted ? word.end : next;
  }

  // A tab is no blank: behind it stands another cell.
  [[nodiscard]] std::size_t behind_blanks(std::size_t at, std::size_t most = 8) const {
    const std::size_t limit = std::min(text_.size(), at + most);
    while (at < limit && text_[at] == ' ') ++at;
    return at;
  }

  [[nodiscard]] bool is_enough() const {
    if (!whole_ || is_company() || is_glued() || is_label()) return false;
    switch (lead_) {
      case NameLead::kStated: return known_ > 0 || first_.capital || words_ <= 3;
      case NameLead::kForm: return known_ > 0 || ((first_.capital || words_ > 1) && ends_field(end_));
      case NameLead::kSpeaker: return ends_field(end_) && (sure_ > 0 || is_well_known_pair() || before_address() || (words_ == 2 && first_.is(kMaybeName) && first_.capital));
      case NameLead::kTitle: return true;
      case NameLead::kGreeting: return sure_ > 0 || known_ > 1 || ((words_ > 1 || (first_.capital && first_.is(kMaybeName) && !first_.is(kStop))) && ends_field(end_));  // "Hi Grace,"
      case NameLead::kSignature: return words_ <= 4 && (ends_line() || (known_ > 0 && ends_field(end_)));
      case NameLead::kIntroduction:
        if (words_ == 2 && first_.capital && tells_more()) return true;
        [[fallthrough]];
      case NameLead::kMention: return sure_ > 0 || is_well_known_pair() || begins_with_family() || (words_ > 1 && first_.capital && last_.is(kFamilyName) && !first_.is(kPlace));
      case NameLead::kNothing: return words_ > 1 && ((sure_ > 0 && (first_.is(kName | kMaybeName) || first_.letters == 1)) || (is_well_known_pair() && fills_field()));
    }
    return false;
  }
  // "Victoria Bailey", "Gilang Permata": every word a name, none of them for sure.
  [[nodiscard]] bool is_well_known_pair() const { return words_ > 1 && known_ == words_ && first_.is(kName | kMaybeName); }
  // "Zhang Wei", "Goh Jia Hao": the family's name first.
  [[nodiscard]] bool begins_with_family() const { return words_ > 1 && first_.is(kFamilyName) && known_ > 1 && first_.capital && !first_.is(kStop | kPlace); }
  // "… from Cebu", "…, pelanggan" behind a name that may be a word.
  [[nodiscard]] bool tells_more() const {
    const std::size_t at = behind_blanks(end_);
    if (known_ > 0 && at < text_.size() && (text_[at] == ',' || text_[at] == '(')) return true;
    const auto next = word_at(text_, at);
    return next && is_one_of<"from dari here calling speaking">(next->in(text_));
  }
  // "From: Juminten <mail@example.com>"
  [[nodiscard]] bool before_address() const {
    const std::size_t at = behind_blanks(end_);
    return first_.capital && at < text_.size() && text_[at] == '<';
  }
  // "Nama lengkap:⏎NIK:", "Nama | NIK |": the next field's label, or its column's head.
  [[nodiscard]] bool is_label() const {
    const std::size_t at = behind_blanks(end_);
    return words_ == 1 && first_.is(kStop) && at < text_.size() && std::string_view(":=|\t").find(text_[at]) != std::string_view::npos;
  }
  // A cell of a table: what stands before and behind are its borders.
  [[nodiscard]] bool fills_field() const {
    const std::size_t end = behind_blanks(end_);
    const auto borders = [](char c) { return c == ';' || c == ',' || c == '|' || c == '\t' || c == '"'; };
    return first_.begin > 0 && borders(text_[first_.begin - 1]) && end < text_.size() && (borders(text_[end]) || text_[end] == '\n');
  }
  // "siti.rahayu", "budi@", "rini_99": part of an address or a login.
  [[nodiscard]] bool is_glued() const {
    if (end_ >= text_.size()) return false;
    const char c = text_[end_];
    if (c == '@' || c == '_' || is_digit(c)) return true;
    return (c == '.' || c == '-' || c == '/') && end_ + 1 < text_.size() && (is_digit(text_[end_ + 1]) || (c != '/' && is_letter_at(text_, end_ + 1) && !word_at(text_, end_ + 1)->capital));
  }
  // "Budi Jaya Tbk", "Sinar Mas Group", "Harvey Norman".
  [[nodiscard]] bool is_company() const {
    const auto next = word_at(text_, behind_blanks(end_));
    if (next && next->is(kCompany) && !is_known(*next) && next->capital) return true;
    if (text_.substr(end_).starts_with(" & ") || text_.substr(end_).starts_with(" and Sons")) return !announced() && lead_ != NameLead::kTitle;  // "Pak Budi & Bu Sri" are two
    if (announced() || lead_ == NameLead::kTitle || end_ - first_.begin > 24) return false;
    if (lead_ == NameLead::kNothing && next && !next->capital && is_one_of<"coat shirt jacket jeans dress shoes sneakers boots belt bag handbag tote wallet purse polo perfume fragrance watch sunglasses eyewear lipstick">(next->in(text_))) return true;  // "a Paul Smith wallet"
    return is_company_like_a_person(text_.substr(first_.begin, end_ - first_.begin));
  }
  [[nodiscard]] bool ends_field(std::size_t end) const {
    const std::size_t at = behind_blanks(end);
    return at >= text_.size() || text_[at] == '\0' || std::string_view(",.;:!?|\"')]}<\n\r\t/(-&").find(text_[at]) != std::string_view::npos;
  }
  [[nodiscard]] bool ends_line() const {
    const std::size_t at = behind_blanks(end_);
    return at >= text_.size() || text_[at] == '\0' || std::string_view("\n\r|<(\t").find(text_[at]) != std::string_view::npos;
  }

  std::string_view text_;
  NameLead lead_;
  Word first_;
  Word last_;
  std::size_t end_ = 0;
  int words_ = 0;
  int known_ = 0;
  int sure_ = 0;
  bool whole_ = false;  // one word at least is more than an initial
  bool titled_ = false;
};

// Behind what only leads to a name, no word in lower case is one that the lists do not know: most words are told by their hash.
bool is_plain_word(std::string_view text, std::size_t at) {
  if ((text[at] & 0x80) != 0) return false;
  if (text[at] < 'a' || text[at] > 'z') return !text::is_letter(text[at]);
  const std::size_t end = text::letters_end(text, at);
  return !may_begin_name(text.substr(at, end - at), text::word_bytes(text, {at, end}).hash(), end < text.size() ? text[end] : '\0', name_sieve());
}
}  // namespace

bool may_lead_name(std::string_view text, ByteSpan word, const char* behind) {
  const auto beyond = [](char c) { return (c & 0x80) != 0; };
  const auto may_be_title = [&] { return title_sieve().may_hold(text.substr(word.begin, word.size())); };
  switch (behind[0]) {
    case '.': case '/': case '-': case '\'': return true;
    case ':': return is_behind_time(text, word.begin);
    case '\t': return may_be_title();
    case ' ': break;
    default: return beyond(behind[0]);
  }
  const char next = behind[1];
  if (next < 'a' || next > 'z') return text::is_letter(next) || next == ' ' || next == '\t' || beyond(next);
  return kParticleBegins.has(static_cast<std::uint32_t>(next), static_cast<std::uint32_t>(behind[2])) || may_be_title();
}

std::optional<NameFound> read_name(std::string_view text, std::size_t at, NameLead lead) {
  if (at >= text.size() || (lead > NameLead::kForm && is_plain_word(text, at))) return std::nullopt;
  return NameReader(text, lead).read(at);
}

bool is_behind_time(std::string_view text, std::size_t at) {
  if (at < 5 || text[at - 1] != ' ') return false;
  if (text[at - 2] == ']') return is_digit(text[at - 3]);
  return text[at - 2] == '-' && text[at - 3] == ' ' && is_digit(text[at - 4]);
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

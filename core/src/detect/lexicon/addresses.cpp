#include "detect/lexicon/addresses.h"

#include <algorithm>

#include "detect/lexicon/dates.h"
#include "detect/lexicon/words.h"
#include "detect/recognizer.h"
#include "text/apart.h"
#include "text/utf8.h"

namespace tirai::recognition {
namespace {
constexpr std::size_t kLongest = 320;
constexpr int kMostParts = 40;
constexpr int kMostNameWords = 5;  // "Jalan Letnan Jenderal Haji Soedirman"

// What introduces a part, and what the part is.
constexpr Words kStreetWords = "jl jln jalan gg gang lorong lr komp komplek kompleks perum perumahan perumnas dusun dsn desa ds kp kampung kmp apartemen apartment apt ruko rukan cluster gedung gd tower twr "
                                          "villa vila griya puri taman graha wisma menara residence pondok asrama kost kos kosan rusun rusunawa pasar jorong banjar br lingkungan lingk link dukuh rue calle via avenida av rua ulica ul";
constexpr Words kNumberWords = "no nomor nomer number rt rw blok blk block lt lantai floor fl unit kav kavling kapling km kilometer suite ste room rm kamar pintu sektor nr num lot flat box level lvl house hse";
constexpr Words kAreaWords = "kel kelurahan kec kecamatan kab kabupaten kota kotamadya kodya prov propinsi provinsi city county";
constexpr Words kCodeWords = "kodepos zip zipcode postcode postal";

enum class Part { kNone, kStreet, kNumber, kArea };

class AddressReader {
 public:
  AddressReader(std::string_view text, std::size_t begin, bool stated) : text_(text.substr(0, std::min(text.size(), begin + kLongest))), stated_(stated) {
    found_.span = {begin, begin};
  }
  AddressReader(std::string_view text, ByteSpan street) : AddressReader(text, street.begin, false) {
    found_.span = street;
    found_.streets = found_.numbers = 1;
    last_ = Part::kNumber;
    numbered_ = true;
    capitals_ = std::any_of(text.begin() + static_cast<std::ptrdiff_t>(street.begin), text.begin() + static_cast<std::ptrdiff_t>(street.end), [](char c) { return c >= 'A' && c <= 'Z'; });
  }

  AddressFound read() {
    for (int parts = 0; parts < kMostParts; ++parts) {
      const std::size_t at = skip_separator();
      if (at >= text_.size() || (at == found_.span.end && at != found_.span.begin) || !part(at)) break;
    }
    return found_;
  }

 private:
  // Between two parts: spaces, a comma, a dot behind an abbreviation, a hyphen or slash, one line break.
  std::size_t skip_separator() {
    comma_ = broken_ = false;
    std::size_t at = found_.span.end;
    for (int signs = 0; at < text_.size(); ++at) {
      const char c = text_[at];
      if (c == ',') {
        comma_ = true;
      } else if (c == '\n') {
        if (broken_) return text_.size();
        broken_ = true;
      } else if (c == '.') {
        if (!abbreviated_) return text_.size();
      } else if (c == '-' || c == '/' || c == '(' || c == ')') {
        if (++signs > 1) return text_.size();
      } else if (c != ' ' && c != '\r' && c != '\t' && c != '#') {
        break;
      }
    }
    return at;
  }

  bool part(std::size_t at) {
    if (is_digit(text_[at])) return number(at);
    const auto word = word_at(text_, at);
    if (!word) return false;
    if (found_.span.size() == 0) capitals_ = word->capital;
    const std::string_view letters = word->in(text_);
    if (is_code_label(*word)) return code(*word);
    if (is_one_of(letters, kNumberWords)) return labelled_number(*word);
    if (is_one_of(letters, kAreaWords)) return labelled_name(*word, Part::kArea) || (last_ == Part::kArea && !comma_ && !broken_ && word->capital == capitals_ && direction(*word, Part::kArea));
    if (is_one_of(letters, kStreetWords) && (word->letters > 2 || followed_by_name(*word))) return labelled_name(*word, Part::kStreet);
    if (word->letters <= 2 && word->capital == capitals_ && is_block(*word)) return block(*word);
    if (last_ == Part::kNumber && is_one_of<"n s e w ne nw se sw north south east west">(letters) && word->capital) return direction(*word, Part::kNumber);
    return name(*word);
  }

  // "Pennsylvania Avenue NW", "Makati City": what only follows.
  bool direction(const Word& word, Part part) {
    accept(word.end, part, false);
    return true;
  }

  // "12", "12A", "12-14", "5/7", "B-12"; a postal code or, behind an area, anything of four to six digits.
  bool number(std::size_t at) {
    std::size_t end = at;
    while (end < text_.size() && is_digit(text_[end])) ++end;
    const std::size_t digits = end - at;
    if (digits > 6 || (digits > 4 && last_ != Part::kArea && !comma_ && !is_postal(text_.substr(at, digits)))) return false;
    if (last_ == Part::kNone && !stated_) return false;
    if (broken_ && digits < 5) return false;
    if (last_ == Part::kArea && comma_ && digits < 3 && read_date(text_, at)) return false;  // "Medan, 20 November 2025"
    if (digits == 4 && last_digits_ == 4 && last_ == Part::kNumber && !comma_) return false;  // "6590 5906": no house number
    if (end + 1 < text_.size() && (text_[end] == '.' || text_[end] == ':') && is_digit(text_[end + 1])) return false;
    if (text_[at] == '0' && end < text_.size() && text_[end] == 'x') return false;
    if (end < text_.size() && (text_[end] == '-' || text_[end] == '/') && end + 1 < text_.size() && is_digit(text_[end + 1])) {
      const std::size_t second = end + 1;
      for (end = second; end < text_.size() && is_digit(text_[end]); ++end) {}
      if (end - second > 4) return false;
    }
    if (is_letter_at(text_, end)) {  // "12A"; "12th Floor" and "5kg" end otherwise
      const auto letters = word_at(text_, end);
      if (letters->letters > 2 || (letters->letters == 2 && !is_one_of<"th st nd rd bis">(letters->in(text_)))) return false;
      end = letters->end;
      if (digits == 1 && letters->letters == 1 && end < text_.size() && is_digit(text_[end]) && last_ != Part::kNone) ++end;  // "V6C 2T7", in Canada
    } else if (end + 1 < text_.size() && text_[end] == '-' && is_letter_at(text_, end + 1) && word_at(text_, end + 1)->letters == 1) {
      end += 2;
    }
    last_digits_ = digits;
    const bool postal = digits >= 5 || (last_ == Part::kArea && digits == 4);
    coded_ = coded_ || postal;
    postal ? ++found_.areas : ++found_.numbers;
    accept(end, postal ? Part::kArea : Part::kNumber, false);
    return true;
  }
  static bool is_postal(std::string_view digits) { return digits.size() == 6 || digits[0] != '0'; }

  // "No. 12", "RT 03/RW 05", "RT.03", "Blok C3/12", "lantai 2", "Unit #05-12".
  bool labelled_number(const Word& word) {
    std::size_t at = word.end;
    while (at < text_.size() && at - word.end < 4 && std::string_view(".:/ #-").find(text_[at]) != std::string_view::npos) ++at;
    std::size_t end = at;
    std::size_t digits = 0, letters = 0;
    while (end < text_.size() && end - at < 10) {
      const bool inner = (text_[end] == '-' || text_[end] == '/' || text_[end] == '.') && end + 1 < text_.size() && end > at && is_digit(text_[end + 1]);
      if (is_digit(text_[end])) {
        ++digits;
      } else if (is_letter_at(text_, end)) {
        ++letters;
      } else if (!inner) {
        break;
      }
      end += text::character_at(text_, end).size;
    }
    if (end == at || digits > 6 || letters > 4 || (digits == 0 && letters > 3)) return false;
    if (digits == 0 && (!word_at(text_, at)->capital || (letters > 1 && is_one_of<"no nomor number">(word.in(text_))))) return false;  // "No. HP": the next field's label
    if (found_.parts() == 0 && !stated_) return false;
    ++found_.numbers;
    accept(end, Part::kNumber, false);
    return true;
  }

  bool is_code_label(const Word& word) const {
    if (is_one_of(word.in(text_), kCodeWords)) return true;
    const auto next = word_at(text_, skip_spaces(text_, word.end));
    return same_word(word.in(text_), "kode") && next && same_word(next->in(text_), "pos");
  }
  bool code(const Word& word) {
    std::size_t at = word.end;
    while (at < text_.size() && at - word.end < 12 && !is_digit(text_[at]) && text_[at] != '\n') ++at;
    std::size_t end = at;
    while (end < text_.size() && is_digit(text_[end])) ++end;
    if (end - at < 4 || end - at > 6) return false;
    ++found_.areas;
    accept(end, Part::kArea, false);
    return true;
  }

  bool followed_by_name(const Word& word) const {
    std::size_t at = word.end;
    if (at < text_.size() && text_[at] == '.') ++at;
    at = skip_spaces(text_, at);
    return at > word.end && at < text_.size() && (is_letter_at(text_, at) || is_digit(text_[at]));
  }

  // "Jl. Melati Raya", "Kel. Sukamaju", "Kab Bandung": the label and its name.
  bool labelled_name(const Word& word, Part part) {
    std::size_t at = word.end;
    if (at < text_.size() && (text_[at] == '.' || text_[at] == ':')) ++at;
    const std::size_t name_begin = skip_spaces(text_, at, 2);
    const std::size_t end = names_end(name_begin, kMostNameWords);
    if (end == name_begin) {
      if (name_begin >= text_.size() || !is_digit(text_[name_begin]) || part != Part::kStreet) return false;
    }
    part == Part::kStreet ? ++found_.streets : ++found_.areas;
    accept(end == name_begin ? word.end : end, part, end == name_begin);
    return true;
  }

  // Words of a street's or an area's name from `at`: of the label's letter case, in no stop list, up to a number's or another part's label.
  std::size_t names_end(std::size_t at, int most) const {
    std::size_t end = at;
    for (int words = 0; words < most; ++words) {
      const auto word = word_at(text_, at);
      if (!word || !is_name_word(*word, words == 0)) break;
      end = at = word->end;
      if (at < text_.size() && text_[at] == '.' && word->letters <= 5 && word->capital && at + 1 < text_.size() && text_[at + 1] != '\n') ++at;  // "Jend. Sudirman", "M.T. Haryono"
      at = skip_spaces(text_, at, 2);
      if (at == end && !(end < text_.size() && text_[end] == '.')) break;
      at = skip_roman(at, end);
    }
    return end;
  }
  // "Jl. Melati 3 No. 5": a number inside a street's name is read as its own part.
  static std::size_t skip_roman(std::size_t at, std::size_t) { return at; }

  bool is_name_word(const Word& word, bool first) const {
    const std::string_view letters = word.in(text_);
    if (is_one_of(letters, kNumberWords) || is_one_of(letters, kAreaWords) || is_one_of<"pt cv ud tbk">(letters)) return false;
    if (!first && is_one_of<"jl jln gg desa dusun dsn kp perum perumahan perumnas komplek kompleks ruko rukan cluster apartemen">(letters)) return false;
    if (word.capital && is_one_of<"dr h hj kh ir prof jend letjend letjen mayjen brigjen kolonel kapten dalam boulevard avenue luar atas bawah baru lama besar kecil tinggi panjang merah putih hitam hijau biru kuning abu rumah kantor pasar masjid stasiun satu dua tiga empat lima tujuh pos bunga new old">(letters)) return true;
    if (word.capital) return !word.is(kStop) || word.is(kName | kMaybeName | kPlace) || (first && word.letters > 2 && !is_verb(letters));
    if (capitals_) return word.letters <= 3 && is_one_of<"de la du des del di da do dos van der den of the">(letters);
    return !word.is(kStop) || word.is(kName | kPlace);
  }
  static bool is_verb(std::string_view word) {
    return is_one_of<"mohon tolong terima harap silakan yang dan atau saya kami ini itu sudah belum tidak bisa dengan untuk dari please thank thanks the and is was">(word);
  }

  // "C3", "AB 12": a block's letters; a lone letter is one when a digit or slash follows.
  bool is_block(const Word& word) const {
    std::size_t at = word.end;
    if (at < text_.size() && (text_[at] == '-' || text_[at] == '/' || text_[at] == '.')) ++at;
    return at < text_.size() && is_digit(text_[at]) && found_.parts() > 0;
  }
  bool block(const Word& word) {
    std::size_t end = word.end;
    std::size_t digits = 0;
    while (end < text_.size() && end - word.end < 9 && (is_digit(text_[end]) || ((text_[end] == '/' || text_[end] == '-' || text_[end] == '.') && end + 1 < text_.size() && is_digit(text_[end + 1])))) {
      digits += is_digit(text_[end]) ? 1 : 0;
      ++end;
    }
    if (digits > 5) return false;
    if (const auto inward = word_at(text_, end); inward && inward->letters == 2 && inward->all_capital && digits > 1) end = inward->end;  // "W66RD"
    if (is_letter_at(text_, end) && !is_letter_at(text_, end + 1)) ++end;
    const std::size_t postcode = postcode_end(end);
    postcode > end ? ++found_.areas : ++found_.numbers;
    accept(postcode, postcode > end || last_ == Part::kArea ? Part::kArea : Part::kNumber, false);
    return true;
  }
  // British: "NW1" or "SW1A", then " 6XE".
  std::size_t postcode_end(std::size_t outward) const {
    const std::size_t at = skip_spaces(text_, outward, 1);
    if (at >= text_.size() || !is_digit(text_[at])) return outward;
    const auto inward = word_at(text_, at + 1);
    return inward && inward->letters == 2 && inward->all_capital == capitals_ ? inward->end : outward;
  }

  // Words with no label: a place anywhere; any capitalised word behind a comma, a line break or where an address was announced.
  bool name(const Word& word) {
    if (last_ == Part::kNone && is_one_of<"ip ipnya mac url email emailnya web website situs wallet dompet e-mail">(letters_of(word))) return false;
    if (is_state(word)) return state(word);
    const bool place = word.is(kPlace) || (comma_ && word.capital && is_one_of<"new los las san">(word.in(text_)));  // "…, New York, NY"
    if (coded_ && !place && (comma_ || broken_ || !word.capital || !leads_on(word.end))) return false;  // behind the postal code only the country, or the city: "68000 Ampang, Selangor"
    if (!place && !capitals_ && !word.capital && !comma_ && !broken_ && last_ != Part::kNone && found_.numbers > 0 && !word.is(kStop | kTitle) && before_place(word.end)) return direction(word, Part::kArea);
    if (!place && (word.is(kStop | kTitle) || (!word.capital && (capitals_ || !comma_ || !numbered_)) || (broken_ && !comma_))) return stated_ && found_.span.size() == 0 && start_lower(word);
    if (last_ == Part::kNone && !stated_) return false;
    if (!place && !comma_ && !coded_ && !(stated_ && last_ == Part::kNone)) return false;
    std::size_t end = word.end;
    for (int words = 1; words < 4; ++words) {
      const auto next = word_at(text_, skip_spaces(text_, end, 2));
      if (!next || next->begin == end || (next->letters <= 2 && is_block(*next)) || (next->all_capital && next->letters <= 3) || (!next->capital && capitals_) || !(next->is(kPlace) || (next->capital && is_name_word(*next, false)))) break;
      end = next->end;
    }
    if (!place && comma_ && !leads_on(end)) return false;
    ++found_.areas;
    accept(end, Part::kArea, word.letters <= 4);
    return true;
  }
  // "… no 9 coblong bandung": a district in no list, all in lower case, and the city it lies in.
  [[nodiscard]] bool before_place(std::size_t end) const {
    const auto next = word_at(text_, skip_spaces(text_, end, 1));
    return next && next->begin == end + 1 && !next->capital && next->is(kPlace) && !next->is(kStop | kName);
  }
  [[nodiscard]] std::string_view letters_of(const Word& word) const { return word.in(text_); }
  // "alamat: melati residence blok c no 3": lower case all through.
  bool start_lower(const Word& word) {
    if (word.capital || word.is(kStop | kTitle | kCompany) || is_one_of<"gudang toko kantor rumah penjemputan pemasangan pengambilan pengantaran pengembalian instalasi penagihan sekarang asal">(word.in(text_))) return false;
    const std::size_t end = names_end(word.begin, kMostNameWords);
    if (end == word.begin) return false;
    ++found_.streets;
    accept(end, Part::kStreet, false);
    return true;
  }
  // "WA 98109", "NSW 2042", "DI Yogyakarta", "DKI Jakarta": a postal code, the city or the end behind.
  [[nodiscard]] bool is_state(const Word& word) const {
    if ((!word.all_capital && capitals_) || word.letters > 3 || word.letters < 2 || found_.parts() == 0) return false;
    const std::size_t at = skip_spaces(text_, word.end);
    if (!word.all_capital && (at >= text_.size() || !is_digit(text_[at]))) return false;
    if (is_one_of<"di dki">(word.in(text_))) return is_letter_at(text_, at) && word_at(text_, at)->is(kPlace);
    return is_one_of<"al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok or pa ri sc sd tn tx ut vt va wa wv wi wy dc on qc bc ab mb sk ns nb nl pe nsw vic qld tas act nt sa">(word.in(text_)) &&
           (comma_ || last_ == Part::kArea) && (at >= text_.size() || is_digit(text_[at]) || std::string_view(",.\n\r\"\0", 6).find(text_[at]) != std::string_view::npos || is_letter_at(text_, at));
  }
  bool state(const Word& word) {
    ++found_.areas;
    accept(word.end, Part::kArea, false);
    return true;
  }
  // A capitalised word behind a comma belongs to the address when the address or the sentence ends there or goes on: "…, Sukajadi, Bandung".
  bool leads_on(std::size_t end) const {
    const std::size_t at = skip_spaces(text_, end);
    if (at >= text_.size() || std::string_view(",.\n\r;)|\"\0", 9).find(text_[at]) != std::string_view::npos || is_digit(text_[at])) return true;
    const auto next = word_at(text_, at);
    return next && (next->is(kPlace) || (next->letters <= 2 && next->capital && next->end < text_.size() && is_digit(text_[next->end])) || is_one_of(next->in(text_), kAreaWords) || is_one_of(next->in(text_), kNumberWords) || is_code_label(*next) || (next->all_capital && next->letters <= 3));
  }

  void accept(std::size_t end, Part part, bool abbreviated) {
    found_.span.end = end;
    last_ = part;
    abbreviated_ = abbreviated || part == Part::kStreet;
  }

  std::string_view text_;
  bool stated_;
  bool capitals_ = false;
  bool comma_ = false;
  bool broken_ = false;
  bool abbreviated_ = false;
  bool coded_ = false;
  std::size_t last_digits_ = 0;
  bool numbered_ = false;  // begins with a house number, as in English
  Part last_ = Part::kNone;
  AddressFound found_;
};
constexpr Words kWeakSuffixes = "green hill view park way close pass run link loop rise turn row walk place plaza circle grove gardens path trail";
constexpr Words kSuffixes = "street st avenue ave av road rd lane ln drive dr boulevard blvd court ct way place pl terrace ter close crescent cres square sq parkway pkwy highway hwy circle cir trail trl row gardens gdns "
                                       "grove walk mews broadway plaza alley quay rise hill view green park loop link turn path pass run";

// "221B", "12-14", "5/7".
std::size_t house_number_end(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_digit(text[end])) ++end;
  if (end - at > 5) return at;
  if (end == text.size() || text[end] == ' ') return end;
  if (is_letter_at(text, end) && !is_letter_at(text, end + 1)) ++end;
  if (end + 1 < text.size() && (text[end] == '-' || text[end] == '/') && is_digit(text[end + 1])) {
    for (++end; end < text.size() && is_digit(text[end]); ++end) {}
  }
  return end;
}

bool may_begin_street(const Word& word, std::string_view text) {
  return !word.is(kStop) || word.is(kName | kMaybeName | kPlace) || is_one_of<"first second third fourth fifth sixth seventh eighth ninth tenth last new old high">(word.in(text));
}

// "57th " of "221 W 57th St", the blank behind it too; `at` if none stands there.
std::size_t ordinal_end(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && end - at < 3 && is_digit(text[end])) ++end;
  if (end == at || !is_letter_at(text, end)) return at;
  const auto letters = word_at(text, end);
  return is_one_of<"st nd rd th">(letters->in(text)) && skip_spaces(text, letters->end, 1) > letters->end ? letters->end + 1 : at;
}

// "Hill Road": the suffix of the street is the second.
bool suffix_follows(std::string_view text, const Word& word) {
  const auto next = word_at(text, skip_spaces(text, word.end, 1));
  return next && next->capital == word.capital && is_one_of(next->in(text), kSuffixes);
}
}  // namespace

std::optional<AddressFound> read_address(std::string_view text, std::size_t at, bool stated) {
  const AddressFound found = AddressReader(text, at, stated).read();
  if (found.span.size() == 0) return std::nullopt;
  return found;
}

std::optional<AddressFound> read_box(std::string_view text, std::size_t begin, std::size_t number) {
  std::size_t end = number;
  while (end < text.size() && is_digit(text[end])) ++end;
  if (end == number || end - number > 6 || is_letter_at(text, end)) return std::nullopt;
  return AddressReader(text, {begin, end}).read();
}

std::optional<AddressFound> read_numbered_street(std::string_view text, std::size_t at, std::size_t begin, bool stated) {
  const std::size_t number = house_number_end(text, at);
  std::size_t next = skip_spaces(text, number, 1);
  if (next == number || number == at || next >= text.size()) return std::nullopt;
  if (!stated && text[next] >= 'a' && std::string_view("otdl").find(text[next]) == std::string_view::npos) return std::nullopt;  // no capital, nor "of the de la"
  for (int words = 0; words < 6; ++words) {
    if (const std::size_t ordinal = ordinal_end(text, next); ordinal > next) {  // "350 5th Ave"
      next = ordinal;
      ++words;
    }
    const auto word = word_at(text, next);
    if (!word || (words == 0 && !may_begin_street(*word, text))) return std::nullopt;
    if (words > 0 && (word->capital || stated) && is_one_of(word->in(text), kSuffixes) && !suffix_follows(text, *word)) {
      const AddressFound found = AddressReader(text, {begin, word->end}).read();
      return found.areas == 0 && !stated && is_one_of(word->in(text), kWeakSuffixes) ? std::nullopt : std::optional(found);
    }
    if (!word->capital && (stated ? word->is(kStop) : !is_one_of<"of the de la">(word->in(text)))) return std::nullopt;
    std::size_t behind = word->end;
    if (behind < text.size() && text[behind] == '.') ++behind;
    next = skip_spaces(text, behind, 1);
    if (next == behind) return std::nullopt;
  }
  return std::nullopt;
}

namespace {
constexpr auto kFlats = phrases("flat", "unit", "apartment", "apt", "suite");
}
TIRAI_ONCE std::size_t behind_flat(std::string_view text, std::size_t at) {
  constexpr std::size_t kLongest = 16;
  if (at < 7 || text[at - 1] != ' ' || text[at - 2] != ',') return at;
  const auto flat = phrase_before(text, at, kLongest, kFlats);
  if (!flat) return at;
  std::size_t end = skip_spaces(text, flat->end, 1);
  const std::size_t number = end;
  while (end < at && is_digit(text[end])) ++end;
  if (end > number && is_letter_at(text, end)) ++end;
  return end > number && text.substr(end, at - end) == ", " ? flat->begin : at;
}

}  // namespace tirai::recognition

// Postal addresses, read part by part (lexicon/addresses): one begins where
//
//   Jl. Melati No. 5 RT 03/RW 05, Kel. Sukamaju, Kec. Cilodong, Kota Depok 16415     a street, gang, estate or village is named
//   Alamat: Griya Asri blok C3 no 12, Bekasi · ship to: …                           something says so
//   221B Baker Street, London NW1 6XE · 742 Evergreen Terrace, Springfield, IL 62704 a number, capitalised words, a street's suffix
//   kode pos 40115                                                                  a postal code is announced
//
// "Jalan" is a verb too, and "Kota", "Taman", "Desa" are words: alone they need a number or an area behind.
#include "detect/lexicon/addresses.h"

#include <algorithm>

#include "detect/lexicon/names.h"
#include "detect/lexicon/words.h"
#include "detect/recognizers.h"
#include "text/apart.h"

namespace tirai::recognition {
namespace {
constexpr auto kStreets = phrases("jl", "jln", "jalan", "gg", "gang", "komplek", "kompleks", "komp", "perum", "perumahan", "perumnas", "dusun", "dsn", "desa", "ds", "kampung", "kp", "apartemen", "ruko", "cluster",
                                         "griya", "puri", "taman", "villa", "lorong", "rusun", "rue", "calle", "avenida", "rua", "blk", "block", "kelurahan", "kel", "banjar", "gedung", "menara", "wisma", "graha", "po box", "p.o. box");
bool is_sure_street(std::string_view word) { return is_one_of<"jl jln gg">(word); }

bool is_box(const Said& said) { return said.phrase.size() > 3 && same_word(said.text.substr(said.phrase.end - 3, 3), "box"); }  // of kStreets only post boxes end so

// "Macet di Jalan Gatot Subroto dan Jalan Thamrin", "Jl. Braga ditutup": a street without a number, spoken of as one passes it.
constexpr auto kTraffic = phrases("macet", "kemacetan", "ditutup", "melintas", "sepanjang", "lalu lintas", "contraflow", "traffic", "congestion", "kecelakaan", "banjir", "demo", "flood", "protest", "near", "dekat");
constexpr auto kHome = phrases("alamat", "tinggal", "rumah", "kirim", "dikirim", "antar", "address", "live", "home");
bool is_in_the_news(std::string_view text, ByteSpan street) {
  constexpr std::size_t kBefore = 48, kBehind = 24;
  if (phrase_before(text, street.begin, kBefore, kHome)) return false;
  const std::string_view near = text.substr(0, std::min({text.size(), street.end + kBehind, text.find('\0', street.end)}));
  const auto said = phrase_before(near, near.size(), kBehind, kTraffic);
  return (said && said->begin >= street.end) || phrase_before(text, street.begin, kBefore, kTraffic);
}

std::optional<Match> at_street(const Said& said) {
  const std::size_t number = skip_spaces(said.text, said.phrase.end, 1);
  if (is_box(said)) {
    const auto found = read_box(said.text, said.phrase.begin, number);
    return found ? std::optional(Match{found->span}) : std::nullopt;
  }
  if (number < said.text.size() && is_digit(said.text[number])) {  // "Blk 123 Ang Mo Kio Ave 3"
    if (said.phrase.size() == 2 && same_word(said.text.substr(said.phrase.begin, 2), "ds")) return std::nullopt;  // "Nintendo DS 2": no village has a number alone
    if (const auto found = read_numbered_street(said.text, number, said.phrase.begin, false)) return Match{found->span};
  }
  const auto found = read_address(said.text, said.phrase.begin, false);
  if (!found || same_word(said.text.substr(number, 4), "tol ") || same_word(said.text.substr(number, 7), "layang ")) return std::nullopt;  // nobody lives at a toll road or a flyover
  const std::string_view word = said.text.substr(said.phrase.begin, said.phrase.size());
  if (is_one_of<"gedung menara wisma graha banjar">(word) && found->streets < 2) return std::nullopt;  // "Gedung C lantai 2" alone is nobody's
  if (same_word(word, "taman") && found->streets < 2 && found->numbers == 0) return std::nullopt;  // "Taman Mini, Kota Tua": sights
  if (found->parts() == 1 && is_in_the_news(said.text, found->span)) return std::nullopt;
  if (is_sure_street(word)) return Match{found->span, found->parts() > 1 ? 0.0 : -0.2};
  const bool capital = word[0] >= 'A' && word[0] <= 'Z';
  if (found->numbers > 0 && found->parts() > 1) return Match{found->span, 0.0};
  if (capital && found->areas > 0 && found->streets > 0) return Match{found->span, -0.1};
  if (capital && same_word(word, "jalan") && found->streets > 0) return Match{found->span, -0.3};
  return std::nullopt;
}

constexpr auto kStated = phrases("alamat", "alamat saya", "alamat rumah", "alamat kantor", "alamat lengkap", "alamat kirim", "alamat pengiriman", "alamat penerima", "alamat tujuan", "alamat domisili", "alamat ktp", "alamat tinggal",
                                        "alamat penagihan", "alamat baru", "alamat lama", "alamat di", "domisili", "domisili di", "tinggal di", "bertempat tinggal di", "berlokasi di", "rumah saya di", "kirim ke", "dikirim ke", "kirimkan ke",
                                        "antar ke", "diantar ke", "kirim ke alamat", "ke alamat", "lokasi", "address", "my address is", "home address", "shipping address", "billing address", "delivery address", "mailing address",
                                        "postal address", "street address", "office address", "new address", "old address", "residential address", "address is", "ship to", "shipped to", "deliver to", "delivered to", "send to", "send it to", "live at", "lives at", "living at",
                                        "reside at", "resides at", "residing at", "located at", "pick up at", "moved to", "move to", "pindah ke", "parcel to", "package to", "replacement to", "it to", "ship it to", "street", "jalan rumah",
                                        "adresse", "adresse lautet", "anschrift", "anschrift lautet", "wohnhaft in", "resident at", "proof of address");
constexpr auto kNumberLabels = phrases("no");
// "ship to Rebecca Lindqvist, 88 Harbour Drive": where the address begins behind two or three words and a comma, if its house number stands there; or 0.
std::size_t behind_recipient(const Said& said, std::size_t at) {
  const std::string_view text = said.text;
  if (!same_word(text.substr(said.phrase.end - 3, 3), " to")) return 0;
  for (int words = 1; words <= 3; ++words) {
    const auto word = word_at(text, at);
    if (!word || !word->capital || word->is(kPlace)) return 0;
    at = skip_spaces(text, word->end, 1);
    if (words > 1 && at + 2 < text.size() && text[at] == ',' && is_digit(text[at + 2])) return at + 2;
  }
  return 0;
}

std::optional<Match> stated(const Said& said) {
  const Announced value = said.value();
  const std::size_t at = skip_label_end(said.text, value.at);
  if (const auto found = read_numbered_street(said.text, at, at, true)) return Match{found->span};
  if (const std::size_t behind = behind_recipient(said, at); behind != 0) {
    const bool named = read_name(said.text, at, NameLead::kMention).has_value();  // whom no list knows stays covered with the address
    if (const auto found = read_numbered_street(said.text, behind, named ? behind : at, true)) return Match{found->span};
  }
  const auto label = phrase_before(said.text, at, 4, kNumberLabels);  // "alamat: No 8, Jalan Ampang Utama": "no" fills elsewhere
  const auto found = read_address(said.text, label && label->begin >= said.phrase.end ? label->begin : at, true);
  if (!found || found->parts() < 2 || found->numbers + found->streets == 0 || found->numbers + found->areas == 0) return std::nullopt;
  const bool street_inside = found->streets > 0 && !same_word(said.text.substr(said.phrase.begin, said.phrase.size()), "street");
  if (found->numbers > 0 && street_inside) return Match{found->span, 0.06};  // with the building before "Jl. …", which would find itself
  return Match{found->span, found->numbers > 0 || value.linked ? 0.0 : -0.2};
}

// "221B Baker Street", "12-14 High St": asked at the number.
std::optional<Match> at_number(const Place& place) {
  const auto found = read_numbered_street(place.text, place.at, place.at, false);
  if (!found) return std::nullopt;
  return Match{{behind_flat(place.text, found->span.begin), found->span.end}, found->areas > 0 ? 0.0 : -0.1};
}

constexpr auto kCodes = phrases("kode pos", "kodepos", "zip code", "zipcode", "zip", "postcode", "post code", "postal code");
std::optional<Match> at_postal_code(const Said& said) {
  const std::size_t begin = said.value().at;
  std::size_t end = begin;
  while (end < said.text.size() && is_digit(said.text[end])) ++end;
  if (end - begin < 4 || end - begin > 6 || is_letter_at(said.text, end)) return std::nullopt;
  if (end + 4 < said.text.size() && said.text[end] == '-' && is_digit(said.text[end + 1])) end += 5;  // ZIP+4
  return Match{{begin, end}};
}

Recognizer recognizer(const Candidate& candidate, double confidence) {
  return {.type = EntityType::kAddress, .pack = Pack::kCoreId, .candidate = candidate, .confidence = {.alone = confidence, .with_context = confidence}};
}
}  // namespace

Recognizer address_at_street() { return recognizer(Phrases{kStreets, at_street}, 0.9); }
Recognizer address_stated() { return recognizer(Phrases{kStated, stated}, 0.85); }
Recognizer address_at_number() { return recognizer(AtDigits{1, at_number}, 0.8); }
Recognizer address_postal_code() { return recognizer(Phrases{kCodes, at_postal_code}, 0.7); }

}  // namespace tirai::recognition

// Names of persons. Nothing in a name's letters proves that it is one, so mostly something says so:
//
//   nama saya budi santoso · Nama : Siti · a.n. Agus · customer name: John Smith      stated, in any letter case
//   Pak Budi · Mbak Rina · Hj. Aminah · Mr Smith · Dr. Lee                            a title before it
//   Halo Dewi, · Dear John,              Salam,⏎Dewi Lestari · Regards, John Smith   the first and last line of a letter
//   dengan Budi · this is Sarah · punya Agus                                          known names alone
//   Budi Santoso                                                                      two words, known names
//
// Indonesian names are often one word, many are words too ("Bagus", "Indah"), and companies are none (lexicon/).
#include "detect/lexicon/names.h"
#include "detect/lexicon/words.h"
#include "detect/recognizers.h"
#include "text/apart.h"

namespace tirai::recognition {
namespace {
std::optional<Match> named(std::string_view text, std::size_t at, NameLead lead, double without_known) {
  const auto found = read_name(text, at, lead);
  if (!found) return std::nullopt;
  return Match{found->span, found->known > 0 ? 0.0 : without_known};
}

constexpr auto kStated = phrases(
    "nama saya", "namanya", "nama wp", "nama aku", "nama gue", "nama gw", "nama sy", "namaku", "nama lengkap", "nama lengkap saya", "nama pelanggan", "nama customer", "nama nasabah", "nama penerima", "nama pengirim",
    "nama pemesan", "nama pemohon", "nama pemilik", "nama pemilik rekening", "nama pemilik kartu", "nama rekening", "nama di rekening", "nama pemegang kartu", "nama peserta", "nama penumpang",
    "nama karyawan", "nama pegawai", "nama pasien", "nama anak", "nama ibu", "nama ibu kandung", "nama gadis ibu kandung", "nama ayah", "nama istri", "nama suami", "nama panggilan", "nama asli",
    "nama sesuai ktp", "nama di ktp", "nama kontak", "nama pembeli", "nama tertanggung", "nama ahli waris", "nama wali", "nama siswa", "nama mahasiswa", "nama tamu", "nama pengguna layanan",
    "atas nama", "a.n.", "a.n", "a/n", "an.", "pemilik akun", "pemilik rekening", "pemegang rekening", "pemegang kartu", "pemilik kartu", "akun atas nama", "terdaftar atas nama", "registered under", "under the name", "account owner", "account under", "registered to", "bernama", "dengan nama", "perkenalkan saya", "perkenalkan nama saya", "saya bernama", "ibu kandung", "kontak darurat", "ahli waris",
    "my name", "my name is", "my name's", "name is", "full name", "full legal name", "legal name", "first name", "last name", "given name", "family name", "surname", "middle name", "maiden name", "mother's maiden name",
    "customer name", "client name", "account holder", "account holder name", "holder name", "cardholder", "cardholder name", "card holder", "name on card", "name on the card", "name on account",
    "recipient name", "sender name", "passenger name", "patient name", "employee name", "contact name", "contact person", "beneficiary name", "guest name", "student name", "buyer name", "billing name",
    "shipping name", "insured name", "emergency contact", "next of kin", "on behalf of", "nama depan", "nama belakang", "nama tengah", "nama keluarga", "known as", "caller name", "agent name", "nama agen", "nama kepala keluarga", "nama orang tua", "nama pengemudi", "nama dokter", "nama pelapor", "nama direktur", "nama penanggung jawab", "nama anggota",
    "driver name", "parent name", "guardian name", "spouse name", "father's name", "mother's name", "owner name", "applicant name", "member name", "policyholder");
// "Name⇥ABN" over "John Miller⇥87 427 …": the head of a table, whose names stand below. Of two columns only where a name is known there, for a form may
// have two as well: its label, and what was filled in.
bool heads_a_table(std::string_view text, std::size_t end, char delimiter) {
  constexpr std::size_t kLongestHead = 120;
  const std::string_view rest = text.substr(end, 2 * kLongestHead), lines = rest.substr(0, rest.find('\0'));
  const std::size_t line = lines.find('\n');
  if (line >= kLongestHead) return false;
  const std::string_view below = lines.substr(line + 1), row = below.substr(0, below.find('\n'));
  if (row.find(delimiter) == std::string_view::npos) return false;
  if (lines.substr(0, line).find(delimiter) != std::string_view::npos || row[0] == '\xE2') return true;  // three columns, or a masked name: "•••"
  const auto name = read_name(text, end + line + 1, NameLead::kForm);
  return name && name->known > 0;
}
TIRAI_ONCE bool is_head(std::string_view text, ByteSpan between, NameLead lead) {
  const std::size_t cell = text.substr(between.begin, between.size()).find_first_of("|\t");
  if (cell == std::string_view::npos) return false;
  const auto found = read_name(text, between.end, lead);
  return found && found->known == 0 && heads_a_table(text, found->span.end, text[between.begin + cell]);
}

// "on behalf of the copyright owner" names nobody; "the name is kept" may, where a list knows the word.
std::optional<Match> stated(const Said& said) {
  const std::size_t at = said.value().at;
  if (at > said.phrase.end + 4 && same_word(said.text.substr(at - 4, 4), "the ")) return std::nullopt;
  const std::string_view phrase = said.text.substr(said.phrase.begin, said.phrase.size());
  if (said.phrase.end + 1 < at && said.text[said.phrase.end] == '.' && said.text[said.phrase.end + 1] == ' ' && phrase.size() > 4) return std::nullopt;  // "Budi nama saya. Printer macet"
  const bool weak = same_word(phrase, "name is") || same_word(phrase, "my name") || same_word(phrase, "namanya");
  const NameLead lead = weak ? NameLead::kForm : NameLead::kStated;
  return is_head(said.text, {said.phrase.end, at}, lead) ? std::nullopt : named(said.text, at, lead, 0);
}

constexpr auto kForm = phrases("nama", "name", "penerima", "pengirim", "pemesan", "pemohon", "pelanggan", "nasabah", "pasien", "penumpang", "peserta", "pembeli", "pemilik", "pic", "cp", "attn", "attention", "kontak",
                                      "recipient", "sender", "customer", "client", "passenger", "patient", "beneficiary", "requester", "requestor", "reporter", "assignee", "assigned to", "caller", "guest",
                                      "contact", "owner", "payee", "agent", "agen", "ditujukan kepada", "from", "dari", "to", "kepada", "cc", "ship to", "deliver to", "bill to", "signed", "ttd", "kasir", "cashier", "notulen", "employee", "karyawan", "up", "u.p.");
// A label needs its colon, or the field's end right behind the name: "penerima paket sudah pindah" names nobody.
std::optional<Match> in_form(const Said& said) {
  const std::size_t at = skip_label_end(said.text, said.phrase.end);
  const std::string_view between = said.text.substr(said.phrase.end, at - said.phrase.end);
  const std::string_view label = said.text.substr(said.phrase.begin, said.phrase.size());
  if (between.find_first_of(":=|\t") == std::string_view::npos) return std::nullopt;
  if (is_head(said.text, {said.phrase.end, at}, NameLead::kForm)) return std::nullopt;
  if (is_one_of<"pelanggan customer client agent agen caller guest user kontak contact from dari to kepada cc owner">(label)) return named(said.text, at, NameLead::kSpeaker, 0);
  return named(said.text, at, NameLead::kForm, is_one_of<"name nama up">(label) ? -0.25 : -0.1);
}

constexpr auto kTitlePhrases = phrases("bapak", "bpk", "pak", "ibu", "bu", "mas", "mba", "mbak", "kak", "kakak", "sdr", "sdri", "saudara", "saudari", "tuan", "nyonya", "ny", "nona", "om", "tante", "kang", "teh", "teteh", "bang",
                                        "abang", "uda", "uni", "mpok", "koko", "cici", "ust", "ustad", "ustadz", "ustadzah", "mbah", "mbk", "bp", "tn", "kyai", "kiai", "haji", "hajah", "hj", "drs", "dra", "drg", "ir", "prof", "mr", "mrs", "ms", "miss",
                                        "mister", "mx", "madam", "madame", "sir", "encik", "puan", "datuk", "herr", "frau", "monsieur", "mme", "dr", "yth", "yang terhormat", "almarhum", "almarhumah");
// Titles that are other words as well ("dr Bandung", "MS Word", "kak barangnya"): what follows must be a known name.
bool is_doubtful(std::string_view title) {
  return is_one_of<"om teh uni uda ir ny tn bp kak kakak bang mas">(title) || title == "dr" || title == "DR" || title == "MS" || title == "ms" || title == "sir" || title == "miss";
}
// "Sambal Bu Rudy", "Bakso Pak Kumis", "RM Pak Datuk": an eatery or a shop is called so, if it begins with capitals.
TIRAI_ONCE bool is_shop(std::string_view text, std::size_t title) {
  if (title < 3 || text[title - 1] != ' ') return false;
  const std::size_t end = title - 1;
  std::size_t begin = end;
  while (begin > 0 && is_letter_at(text, begin - 1)) --begin;
  return begin < end && text[begin] >= 'A' && text[begin] <= 'Z' &&
         is_one_of<"sambal bakso baso sate soto ayam bebek nasi mie bakmi gudeg pecel rawon rujak pempek martabak gado seblak kopi es sop iga lele seafood warung warteg rm resto restoran depot kedai toko catering katering salon bengkel apotek laundry">(text.substr(begin, end - begin));
}

std::optional<Match> titled(const Said& said) {
  const std::string_view title = said.text.substr(said.phrase.begin, said.phrase.size());
  std::size_t at = said.phrase.end;
  const bool abbreviated = title.size() <= 2 || is_one_of<"bpk sdr sdri drs dra drg prof mrs mr mbk ust yth">(title);
  if (at < said.text.size() && ((said.text[at] == '.' && abbreviated) || said.text[at] == '/')) ++at;
  const auto found = read_name(said.text, skip_spaces(said.text, at, 2), NameLead::kTitle);
  if (!found || (at == said.phrase.end && found->span.begin == at)) return std::nullopt;
  if (is_shop(said.text, said.phrase.begin)) return std::nullopt;
  if ((found->sure == 0 && is_doubtful(title)) || is_one_of<"buku bangku">(title)) return std::nullopt;  // "bu" and "bang" with "-ku", but a book and a bench
  return Match{found->span, found->known > 0 ? 0.0 : -0.15};
}

constexpr auto kGreetings = phrases("halo", "hallo", "hai", "hi", "hello", "hey", "dear", "selamat pagi", "selamat siang", "selamat sore", "selamat malam", "good morning", "good afternoon", "good evening", "morning", "pagi", "siang",
                                           "sore", "malam", "assalamualaikum", "dh", "salam kenal", "kepada yth", "hola", "bonjour", "guten tag", "thanks", "thank you", "makasih", "terima kasih", "thx");
// "Good morning Oyvind," at a line's begin: one capitalised word that no list knows. Behind "Dear" and "Hi" it is a company's name as often.
bool is_addressed(const Said& said, std::size_t at) {
  const std::size_t begin = said.phrase.begin;
  if (said.phrase.size() < 12 || !is_one_of<"good">(said.text.substr(begin, 4)) || (begin > 0 && said.text[begin - 1] >= ' ' && said.text[begin - 1] != '"')) return false;
  const auto word = word_at(said.text, at);
  return word && word->capital && !word->all_capital && word->letters > 2 && word->kinds == kUnknownWord && word->end < said.text.size() && said.text[word->end] == ',';
}

std::optional<Match> greeted(const Said& said) {
  const std::size_t at = skip_spaces(said.text, said.phrase.end, 2);
  const bool comma = at < said.text.size() && said.text[at] == ',';
  if (!comma && is_addressed(said, at)) return Match{{at, word_at(said.text, at)->end}, -0.25};
  return named(said.text, comma ? skip_spaces(said.text, at + 1, 2) : at, comma ? NameLead::kMention : NameLead::kGreeting, -0.25);
}

constexpr auto kClosings = phrases("salam", "salam hormat", "salam hangat", "hormat saya", "hormat kami", "terima kasih", "terimakasih", "makasih", "trims", "tks", "wassalam", "wassalamualaikum", "ttd", "tertanda", "thanks", "thanks and regards",
                                          "many thanks", "thank you", "thx", "regards", "best regards", "kind regards", "warm regards", "warmest regards", "best", "best wishes", "cheers", "sincerely", "yours sincerely", "sincerely yours", "yours truly",
                                          "yours faithfully", "respectfully", "rgds", "br", "love", "all the best", "take care", "sent by", "signed", "hormat", "mit freundlichen grüßen",
                                          "cordialement", "saludos", "un saludo", "atentamente", "obrigado", "obrigada", "gracias", "merci", "danke", "salamat");
// The name stands on the same line behind a comma or hyphen, or on one of the next two lines.
TIRAI_ONCE std::optional<Match> signed_off(const Said& said) {
  std::size_t at = said.phrase.end;
  int breaks = 0;
  bool marked = false;
  for (; at < said.text.size() && at - said.phrase.end < 12; ++at) {
    const char c = said.text[at];
    if (c == '\n') {
      if (++breaks > 3) return std::nullopt;
    } else if (c == ',' || c == '-' || c == '.' || c == '!') {
      marked = true;
    } else if (c != ' ' && c != '\r' && c != '\t' && c != '~' && c != '*' && c != '_' && !(c == '>' && breaks > 0)) {  // a reply quotes it
      break;
    }
  }
  if (breaks == 0 && !marked) return std::nullopt;
  return named(said.text, at, NameLead::kSignature, -0.2);
}

constexpr auto kMentions = phrases("saya", "aku", "gw", "gue", "ini", "dengan", "dgn", "sama", "oleh", "punya", "milik", "hubungi", "untuk", "utk", "buat", "dari", "ke", "kepada", "an", "i am", "i'm", "im", "this is", "it's", "its", "by", "from", "with", "for",
                                          "to", "spoke to", "spoke with", "talked to", "speak to", "speak with", "ask for", "contact", "call", "me", "named", "called", "as told by", "via", "cc", "and", "dan", "bersama", "istri saya", "suami saya", "anak saya", "adik saya",
                                          "kakak saya", "teman saya", "ibu saya", "ayah saya", "my wife", "my husband", "my son", "my daughter", "my mother", "my father", "my friend", "my brother", "my sister", "my colleague", "menurut", "kata", "according to", "says", "bilang", "under", "sy", "agen", "agent", "cs", "kurir", "sopir", "driver", "courier", "penerima", "pengirim", "pemesan", "titip", "pic", "istri", "suami", "kasir", "manajer", "manager", "landlord", "spoke w/");
std::optional<Match> mentioned(const Said& said) {
  const std::size_t at = skip_spaces(said.text, said.phrase.end, 2);
  if (at == said.phrase.end) return std::nullopt;
  const bool capital = at < said.text.size() && said.text[at] >= 'A' && said.text[at] <= 'Z';
  const bool of_oneself = capital && is_one_of<"is am 'm im ya sy">(said.text.substr(said.phrase.end - 2, 2));  // "this is", "i am", "saya"
  return named(said.text, at, of_oneself ? NameLead::kIntroduction : NameLead::kMention, 0);
}

std::optional<Match> at_capital(const Place& place) {
  if (is_behind_time(place.text, place.at)) {
    const std::size_t end = text::letters_end(place.text, place.at);
    if (place.text.substr(end, 1) == ":") return named(place.text, place.at, NameLead::kSpeaker, 0);
  }
  const auto match = named(place.text, place.at, NameLead::kNothing, 0);
  return match && !follows_capitals(place.text, place.at) ? match : std::nullopt;
}

Recognizer recognizer(const Candidate& candidate, double confidence) {
  return {.type = EntityType::kPerson, .pack = Pack::kCoreId, .candidate = candidate, .confidence = {.alone = confidence, .with_context = confidence}};
}
}  // namespace

Recognizer person_stated() { return recognizer(Phrases{kStated, stated}, 0.9); }
Recognizer person_in_form() { return recognizer(Phrases{kForm, in_form}, 0.85); }
Recognizer person_titled() { return recognizer(Phrases{kTitlePhrases, titled}, 0.85); }
Recognizer person_greeted() { return recognizer(Phrases{kGreetings, greeted}, 0.8); }
Recognizer person_signed() { return recognizer(Phrases{kClosings, signed_off}, 0.8); }
Recognizer person_mentioned() { return recognizer(Phrases{kMentions, mentioned}, 0.65); }
Recognizer person_named() { return recognizer(AtCapitals{at_capital}, 0.6); }

}  // namespace tirai::recognition

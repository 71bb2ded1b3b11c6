#include "detect/phrases.h"

#include <algorithm>
#include <map>

#include "text/utf8.h"

namespace tirai::recognition {
namespace {
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word(char c) { return is_letter(c) || is_digit(c); }

// Numbers of things, not of persons.
constexpr std::string_view kReferences[] = {
    "invoice", "inv", "faktur", "order", "order id", "pesanan", "no pesanan", "transaksi", "trx", "ref", "referensi", "reference", "resi", "no resi", "awb", "airway bill",
    "tracking", "tracking number", "kode pos booking", "booking", "kode booking", "tiket", "ticket", "sku", "kode barang", "barcode", "ean", "upc", "isbn", "issn", "serial",
    "serial number", "nomor seri", "no seri", "seri", "batch", "lot", "versi", "version", "build", "commit", "hash", "checksum", "error", "error code", "kode error",
    "kode galat", "timestamp", "po number", "purchase order", "nomor po", "kode produk", "product code", "part number", "model", "case id", "nomor laporan", "surat",
    "nomor surat", "kontrak", "voucher", "kupon", "promo", "session id", "request id", "trace id", "transaction id", "id transaksi", "id pesanan", "iccid", "meter", "no meter", "meteran", "no meteran", "nomor meter", "idpel", "id pelanggan", "nomor pelanggan", "customer id", "customer no", "customer number", "unit code", "kode unit", "voucher code", "promo code", "coupon code", "kode voucher", "kode promo", "kode unik", "activation code", "kode aktivasi"};
constexpr std::string_view kNegatesNext[] = {
    "jangan", "jangan pernah", "jangan bagikan", "jangan berikan", "jangan kasih", "jangan kasih tahu", "jangan sebarkan", "tidak pernah", "tidak akan", "tidak meminta", "tidak perlu",
    "tanpa", "lupa", "belum terima", "belum menerima", "tidak menerima", "tidak dapat", "belum dapat", "ga dapat", "gak dapat", "nggak dapat", "tidak ada", "belum ada", "minta",
    "meminta", "kirim ulang", "do not", "don t", "don't", "never", "never share", "without", "forgot", "forgotten", "did not receive", "didn't receive", "haven't received", "not received",
    "no longer", "will not ask", "reset"};
constexpr std::string_view kNegatesPrevious[] = {
    "belum masuk", "tidak masuk", "ga masuk", "gak masuk", "nggak masuk", "belum diterima", "tidak diterima", "belum terkirim", "tidak terkirim", "tidak ada", "belum ada", "tidak sampai",
    "belum sampai", "tidak muncul", "belum muncul", "kadaluarsa", "expired", "salah terus", "tidak valid", "not received", "never arrived", "did not arrive", "didn't arrive", "not working",
    "doesn't work", "has expired", "is wrong", "is invalid", "is required"};

struct SpokenWord {
  std::string_view text;
  Spoken spoken;
};
constexpr SpokenWord kSpoken[] = {
    {"nol", {.digit = 0}}, {"kosong", {.digit = 0}}, {"satu", {.digit = 1}}, {"dua", {.digit = 2}}, {"tiga", {.digit = 3}}, {"empat", {.digit = 4}}, {"lima", {.digit = 5}},
    {"enam", {.digit = 6}}, {"tujuh", {.digit = 7}}, {"delapan", {.digit = 8}}, {"lapan", {.digit = 8}}, {"sembilan", {.digit = 9}}, {"zero", {.digit = 0}}, {"oh", {.digit = 0}},
    {"one", {.digit = 1}}, {"two", {.digit = 2}}, {"three", {.digit = 3}}, {"four", {.digit = 4}}, {"five", {.digit = 5}}, {"six", {.digit = 6}}, {"seven", {.digit = 7}},
    {"eight", {.digit = 8}}, {"nine", {.digit = 9}}, {"double", {.times = 2}}, {"dobel", {.times = 2}}, {"triple", {.times = 3}}, {"tripel", {.times = 3}},
    {"at", {.sign = '@'}}, {"et", {.sign = '@'}}, {"dot", {.sign = '.'}}, {"titik", {.sign = '.'}}, {"point", {.sign = '.'}}};

// The clitics that Indonesian words and English plurals take; the phrase still stands.
bool is_suffix(std::string_view rest, bool plural) {
  if (plural && rest.size() == 1 && lower(rest[0]) == 's') return true;
  for (const std::string_view suffix : {"nya", "ku", "mu"}) {
    if (rest.size() == suffix.size() && std::equal(rest.begin(), rest.end(), suffix.begin(), [](char a, char b) { return lower(a) == b; })) return true;
  }
  return false;
}

constexpr std::uint64_t kLowerCase = 0x2020202020202020u;

std::size_t word_end(std::string_view text, std::size_t at) {
  while (at < text.size() && is_letter(text[at])) ++at;
  return at;
}

// Where the word of the phrase that ends at `at` ends, suffix and all, or 0 when it goes on.
std::size_t whole_word_end(std::string_view text, std::size_t at, std::string_view phrase) {
  const text::Character last = text::character_before(phrase, phrase.size());
  if (at >= text.size() || !text::is_word_character(last.code) || is_digit(text[at])) return at;
  if ((text[at] & 0x80) != 0) return text::is_word_character(text::character_at(text, at).code) ? 0 : at;
  if (!is_letter(text[at])) return at;
  const std::size_t end = word_end(text, at);
  return end - at <= 3 && is_suffix(text.substr(at, end - at), phrase.size() >= 4) ? end : 0;  // "was" is no "wa"
}
}  // namespace

std::size_t phrase_end(std::string_view text, std::size_t at, std::string_view phrase) {
  for (std::size_t i = 0; i < phrase.size();) {
    if (phrase[i] == ' ') {
      const std::size_t begin = at;
      while (at < text.size() && text[at] != '\0' && !is_word(text[at]) && (text[at] & 0x80) == 0 && at - begin < 4) ++at;
      if (at == begin) return 0;
      ++i;
    } else if (at >= text.size()) {
      return 0;
    } else if (((phrase[i] | text[at]) & 0x80) == 0) {
      if (lower(text[at++]) != phrase[i++]) return 0;
    } else {
      const text::Character wanted = text::character_at(phrase, i);
      const text::Character next = text::character_at(text, at);
      if (text::to_lower(next.code) != wanted.code) return 0;
      i += wanted.size;
      at += next.size;
    }
  }
  return whole_word_end(text, at, phrase);
}

std::optional<ByteSpan> phrase_before(std::string_view text, std::size_t at, std::size_t reach, std::span<const std::string_view> words) {
  for (std::size_t begin = at; begin > 0 && at - begin < reach && text[begin - 1] != '\0';) {
    --begin;
    if ((text[begin] & 0xC0) == 0x80 || (is_word(text[begin]) && begin > 0 && is_word(text[begin - 1]))) continue;
    for (const std::string_view word : words) {
      const std::size_t end = phrase_end(text, begin, word);
      if (end != 0 && end <= at) return ByteSpan{begin, end};
    }
  }
  return std::nullopt;
}

std::uint32_t word_key(std::string_view text, std::size_t at) {
  if ((text[at] & 0x80) != 0) return static_cast<std::uint32_t>(text::to_lower(text::character_at(text, at).code)) << 8 | 0x80;
  char four[4] = {};
  std::memcpy(four, text.data() + at, std::min<std::size_t>(4, text.size() - at));
  return letters_key(four);
}

void PhraseTable::hear(std::string_view text, std::size_t at, std::uint32_t key, std::vector<Heard>& heard) const {
  std::uint64_t here = 0;
  std::memcpy(&here, text.data() + at, std::min<std::size_t>(8, text.size() - at));
  here |= kLowerCase;
  for (std::size_t i = buckets_[bucket(key)]; i < buckets_[bucket(key) + 1]; ++i) {
    const Keyed& one = keyed_[i];
    if (one.key != key || ((here ^ one.letters) & one.mask) != 0) continue;
    const std::string_view phrase = phrases_[one.phrase].text;
    const std::size_t end = one.whole ? whole_word_end(text, at + phrase.size(), phrase) : phrase_end(text, at, phrase);
    if (end != 0) heard.push_back({at, end, one.phrase});
  }
}

PhraseTable::PhraseTable(std::span<const Recognizer> recognizers) {
  for (std::size_t i = 0; i < recognizers.size(); ++i) {
    for (const std::string_view text : recognizers[i].context) add(text, &Phrase::context, i);
    for (const std::string_view text : recognizers[i].against) add(text, &Phrase::against, i);
    if (const auto* said = std::get_if<Phrases>(&recognizers[i].candidate)) {
      for (const std::string_view text : said->phrases) add(text, &Phrase::announces, i);
    }
    if (const auto* begun = std::get_if<Prefixes>(&recognizers[i].candidate)) {
      for (const std::string_view prefix : begun->prefixes) expect_prefix(prefix);
    }
  }
  for (const auto& [text, spoken] : kSpoken) entry(text).spoken = spoken;
  for (const std::string_view text : kReferences) add(text, &Phrase::reference);
  for (const std::string_view text : kNegatesNext) add(text, &Phrase::negates_next);
  for (const std::string_view text : kNegatesPrevious) add(text, &Phrase::negates_previous);
  index();
}

void PhraseTable::add(std::string_view text, RecognizerSet Phrase::*role, std::size_t recognizer) { (entry(text).*role).set(recognizer); }
void PhraseTable::add(std::string_view text, bool Phrase::*flag) { entry(text).*flag = true; }

Phrase& PhraseTable::entry(std::string_view text) {
  const auto found = std::find_if(phrases_.begin(), phrases_.end(), [&](const Phrase& one) { return one.text == text; });
  if (found != phrases_.end()) return *found;
  phrases_.push_back({.text = text});
  return phrases_.back();
}

// A word of less than four letters may go on with a suffix: it is indexed by what it then begins with, too.
void PhraseTable::index() {
  for (std::uint16_t i = 0; i < phrases_.size(); ++i) {
    const std::string_view text = phrases_[i].text;
    Keyed keyed{word_key(text, 0), i};
    const std::size_t letters = std::min<std::size_t>(8, word_end(text, 0));
    std::memcpy(&keyed.letters, text.data(), letters);
    keyed.letters |= kLowerCase;
    keyed.mask = letters == 8 ? ~std::uint64_t{0} : (std::uint64_t{1} << (8 * letters)) - 1;
    keyed.whole = letters == text.size();
    keyed_.push_back(keyed);
    if (text.size() >= 4 || word_end(text, 0) < text.size()) continue;
    for (const std::string_view suffix : {"nya", "ku", "mu"}) {
      keyed.key = word_key(std::string(text).append(suffix), 0);
      keyed_.push_back(keyed);
    }
  }
  std::sort(keyed_.begin(), keyed_.end(), [this](const Keyed& a, const Keyed& b) {
    if (a.key != b.key) return bucket(a.key) != bucket(b.key) ? bucket(a.key) < bucket(b.key) : a.key < b.key;
    const std::size_t a_size = phrases_[a.phrase].text.size();
    const std::size_t b_size = phrases_[b.phrase].text.size();
    return a_size != b_size ? a_size > b_size : a.phrase < b.phrase;
  });
  const auto same = [](const Keyed& a, const Keyed& b) { return a.key == b.key && a.phrase == b.phrase; };
  keyed_.erase(std::unique(keyed_.begin(), keyed_.end(), same), keyed_.end());
  buckets_.resize(kBuckets + 1);
  for (const Keyed& one : keyed_) {
    filter_.add(one.key);
    ++buckets_[bucket(one.key) + 1];
    other_scripts_ = other_scripts_ || (phrases_[one.phrase].text[0] & 0x80) != 0;
  }
  for (std::size_t i = 0; i < kBuckets; ++i) buckets_[i + 1] = static_cast<std::uint16_t>(buckets_[i + 1] + buckets_[i]);
}

// A prefix of less than four letters may be followed by one more: "eyJh", "ATU". More would expect every word.
void PhraseTable::expect_prefix(std::string_view prefix) {
  std::string word(prefix);
  const bool letters = prefix.size() < 4 && word_end(prefix, 0) == prefix.size();
  if (letters) word += ' ';
  do {
    filter_.add(word_key(word, 0));
    prefix_filter_.add(word_key(word, 0));
    word.back() = word.back() == ' ' ? 'a' : static_cast<char>(word.back() + 1);
  } while (letters && word.back() <= 'z');
}

const PhraseTable& phrase_table() {
  static const PhraseTable table(recognizers());
  return table;
}

}  // namespace tirai::recognition

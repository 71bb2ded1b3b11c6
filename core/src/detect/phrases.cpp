#include "detect/phrases.h"

#include <algorithm>

#include "sorting.h"
#include "text/utf8.h"

namespace tirai::recognition {
namespace {
using text::is_digit;
using text::is_letter;
using text::lower;

// Numbers of things, not of persons.
constexpr auto kReferences = phrases(
    "invoice", "inv", "faktur", "order", "order id", "pesanan", "no pesanan", "transaksi", "trx", "ref", "referensi", "reference", "resi", "no resi", "awb", "airway bill",
    "tracking", "tracking number", "kode pos booking", "booking", "kode booking", "tiket", "ticket", "sku", "kode barang", "barcode", "ean", "upc", "isbn", "issn", "serial",
    "serial number", "nomor seri", "no seri", "seri", "batch", "lot", "versi", "version", "build", "commit", "hash", "checksum", "error", "error code", "kode error",
    "kode galat", "timestamp", "po number", "purchase order", "nomor po", "kode produk", "product code", "part number", "model", "case id", "nomor laporan", "surat",
    "nomor surat", "kontrak", "voucher", "kupon", "promo", "session id", "request id", "trace id", "transaction id", "id transaksi", "id pesanan", "iccid", "meter", "no meter", "meteran", "no meteran", "nomor meter", "idpel", "id pelanggan", "nomor pelanggan", "customer id", "customer no", "customer number", "unit code", "kode unit", "voucher code", "promo code", "coupon code", "kode voucher", "kode promo", "kode unik", "activation code", "kode aktivasi");
constexpr auto kNegatesNext = phrases(
    "jangan", "jangan pernah", "jangan bagikan", "jangan berikan", "jangan kasih", "jangan kasih tahu", "jangan sebarkan", "tidak pernah", "tidak akan", "tidak meminta", "tidak perlu",
    "tanpa", "lupa", "belum terima", "belum menerima", "tidak menerima", "tidak dapat", "belum dapat", "ga dapat", "gak dapat", "nggak dapat", "tidak ada", "belum ada", "minta",
    "meminta", "kirim ulang", "do not", "don t", "don't", "never", "never share", "without", "forgot", "forgotten", "did not receive", "didn't receive", "haven't received", "not received",
    "no longer", "will not ask", "reset");
constexpr auto kNegatesPrevious = phrases(
    "belum masuk", "tidak masuk", "ga masuk", "gak masuk", "nggak masuk", "belum diterima", "tidak diterima", "belum terkirim", "tidak terkirim", "tidak ada", "belum ada", "tidak sampai",
    "belum sampai", "tidak muncul", "belum muncul", "kadaluarsa", "expired", "salah terus", "tidak valid", "not received", "never arrived", "did not arrive", "didn't arrive", "not working",
    "doesn't work", "has expired", "is wrong", "is invalid", "is required");

struct SpokenWord {
  std::string_view text;
  Spoken spoken;
};
constexpr SpokenWord kSpoken[] = {
    {"nol", {.digit = 0}}, {"kosong", {.digit = 0}}, {"satu", {.digit = 1}}, {"dua", {.digit = 2}}, {"tiga", {.digit = 3}}, {"empat", {.digit = 4}}, {"lima", {.digit = 5}},
    {"enam", {.digit = 6}}, {"tujuh", {.digit = 7}}, {"delapan", {.digit = 8}}, {"lapan", {.digit = 8}}, {"sembilan", {.digit = 9}}, {"zero", {.digit = 0}}, {"oh", {.digit = 0}},
    {"one", {.digit = 1}}, {"two", {.digit = 2}}, {"three", {.digit = 3}}, {"four", {.digit = 4}}, {"five", {.digit = 5}}, {"six", {.digit = 6}}, {"seven", {.digit = 7}},
    {"eight", {.digit = 8}}, {"nine", {.digit = 9}}, {"double", {.times = 2}}, {"dobel", {.times = 2}}, {"triple", {.times = 3}}, {"tripel", {.times = 3}},
    {"at", {.sign = '@'}}, {"et", {.sign = '@'}}, {"dot", {.sign = '.'}}, {"titik", {.sign = '.'}}};  // no "point": "at this point in time"

bool is_clitic(std::string_view rest) {
  return text::same_word(rest, "s") || text::same_word(rest, "nya") || text::same_word(rest, "ku") || text::same_word(rest, "mu");
}

// Where the word of the phrase that ends at `at` ends, suffix and all, or 0 when it goes on.
std::size_t whole_word_end(std::string_view text, std::size_t at, std::string_view phrase) {
  const text::Character last = text::character_before(phrase, phrase.size());
  if (at >= text.size() || !text::is_word_character(last.code) || is_digit(text[at])) return at;
  if ((text[at] & 0x80) != 0) return text::is_word_character(text::character_at(text, at).code) ? 0 : at;
  if (!is_letter(text[at])) return at;
  const std::size_t end = text::letters_end(text, at);
  const std::size_t clitic = end - at;
  return clitic <= 3 && is_clitic(text.substr(at, clitic)) && (clitic > 1 || phrase.size() >= 4) ? end : 0;  // "was" is no "wa"
}
}  // namespace

std::size_t phrase_end(std::string_view text, std::size_t at, std::string_view phrase) {
  for (std::size_t i = 0; i < phrase.size();) {
    if (phrase[i] == ' ') {
      const std::size_t begin = at;
      while (at < text.size() && text[at] != '\0' && !text::is_alnum(text[at]) && (text[at] & 0x80) == 0 && at - begin < 4) ++at;
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

std::optional<ByteSpan> phrase_before(std::string_view text, std::size_t at, std::size_t reach, const SoughtPhrases& words) {
  const auto may_begin_at = [&](std::size_t place) {
    if ((text[place] & 0x80) != 0) return true;
    if ((words.firsts >> (text[place] & 31) & 1) == 0) return false;
    return place + 1 >= text.size() || (text[place + 1] & 0x80) != 0 || (words.seconds >> (text[place + 1] & 31) & 1) != 0;
  };
  for (std::size_t begin = at; begin > 0 && at - begin < reach && text[begin - 1] != '\0';) {
    --begin;
    if (!may_begin_at(begin)) continue;
    if ((text[begin] & 0xC0) == 0x80 || (text::is_alnum(text[begin]) && begin > 0 && text::is_alnum(text[begin - 1]))) continue;
    for (const std::string_view word : words.list) {
      if (lower(text[begin]) != word[0] && ((text[begin] | word[0]) & 0x80) == 0) continue;
      const std::size_t end = phrase_end(text, begin, word);
      if (end != 0 && end <= at) return ByteSpan{begin, end};
    }
  }
  return std::nullopt;
}

std::uint32_t word_key(std::string_view text, std::size_t at) {
  if ((text[at] & 0x80) != 0) return static_cast<std::uint32_t>(text::to_lower(text::character_at(text, at).code)) << 8 | 0x80;
  return text::word_bytes(text, {at, text::letters_end(text, at)}).first();
}

void PhraseTable::hear_all(std::string_view text, std::size_t at, std::size_t end, const text::WordBytes& word, std::vector<Heard>& heard) const {
  const WordTree::Matches matches = words_.at(text, at, end, word);
  for (const WordTree::Found& found : matches) heard.push_back({at, found.end, found.number, what_[found.number]});
  if (matches.marked()) hear_other(text, at, heard);
}

void PhraseTable::hear_other(std::string_view text, std::size_t at, std::vector<Heard>& heard) const {
  const std::uint32_t key = word_key(text, at);
  if (!keys_.has(key)) return;
  const auto less = [](const Keyed& one, std::uint32_t wanted) { return one.key < wanted; };
  for (auto one = std::lower_bound(keyed_.begin(), keyed_.end(), key, less); one != keyed_.end() && one->key == key; ++one) {
    if (const std::size_t end = phrase_end(text, at, phrases_[one->phrase].text); end != 0) heard.push_back({at, end, one->phrase, what_[one->phrase]});
  }
  auto first = heard.end();
  while (first != heard.begin() && std::prev(first)->begin == at) --first;
  sort_by(first, heard.end(), [this](const Heard& a, const Heard& b) { return phrases_[a.phrase].text.size() > phrases_[b.phrase].text.size(); });
}

PhraseTable::PhraseTable(std::span<const Recognizer> recognizers) {
  for (std::size_t i = 0; i < recognizers.size(); ++i) {
    for (const std::string_view text : recognizers[i].context) add(text, &Phrase::context, i);
    for (const std::string_view text : recognizers[i].against) add(text, &Phrase::against, i);
    if (const auto* said = std::get_if<Phrases>(&recognizers[i].candidate)) {
      for (const std::string_view text : said->phrases) add(text, &Phrase::announces, i);
    }
  }
  for (const auto& [text, spoken] : kSpoken) entry(text).spoken = spoken;
  for (const std::string_view text : PhraseList(kReferences)) add(text, &Phrase::reference);
  for (const std::string_view text : PhraseList(kNegatesNext)) add(text, &Phrase::negates_next);
  for (const std::string_view text : PhraseList(kNegatesPrevious)) add(text, &Phrase::negates_previous);
  for (const Phrase& phrase : phrases_) {
    what_.push_back(what_is(phrase));
    asks_.push_back(asked_by(phrase));
  }
  sort_by(keyed_.begin(), keyed_.end(), [](const Keyed& a, const Keyed& b) { return a.key < b.key; });
}

std::uint8_t PhraseTable::what_is(const Phrase& phrase) {
  std::uint8_t what = phrase.announces.any() ? Heard::kAnnounces : 0;
  if (phrase.context.any()) what |= Heard::kContext;
  if (phrase.context.any() || phrase.against.any() || phrase.reference) what |= Heard::kWeighs;
  if (phrase.spoken.digit >= 0 || phrase.spoken.times > 1 || phrase.spoken.sign != 0) what |= Heard::kSpoken;
  if (phrase.negates_next || phrase.negates_previous) what |= Heard::kNegates;
  return what;
}

std::uint8_t PhraseTable::asked_by(const Phrase& phrase) {
  std::size_t asked = 0, last = 0;
  phrase.announces.for_each([&](std::size_t recognizer) { ++asked, last = recognizer; });
  return asked == 1 ? static_cast<std::uint8_t>(last) : kSeveral;
}

void PhraseTable::add(std::string_view text, RecognizerSet Phrase::*role, std::size_t recognizer) { (entry(text).*role).set(recognizer); }
void PhraseTable::add(std::string_view text, bool Phrase::*flag) { entry(text).*flag = true; }

Phrase& PhraseTable::entry(std::string_view text) {
  const auto next = static_cast<std::uint16_t>(phrases_.size());
  if (WordTree::holds(text)) {
    std::uint16_t& number = words_.number_of(text);
    if (number != WordTree::kNone) return phrases_[number];
    number = next;
  } else {
    const auto same = [&](const Keyed& one) { return phrases_[one.phrase].text == text; };
    if (const auto found = std::find_if(keyed_.begin(), keyed_.end(), same); found != keyed_.end()) return phrases_[found->phrase];
    keyed_.push_back({word_key(text, 0), next});
    keys_.add(keyed_.back().key);
    if (const std::size_t letters = text::letters_end(text, 0); letters > 0) words_.mark(text.substr(0, letters), text[letters]);
    else other_scripts_ = true;
  }
  phrases_.push_back({.text = text});
  return phrases_.back();
}

const PhraseTable& phrase_table() {
  static const PhraseTable table(recognizers());
  return table;
}

}  // namespace tirai::recognition

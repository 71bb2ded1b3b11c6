// One-time codes: four to eight digits, said to be one. Nothing in the digits tells: only what announces them does.
//
//   kode OTP saya 482913 · OTP: 482 913 · 482913 is your verification code · G-482913 adalah kode verifikasi Anda
#include "detect/lexicon/nearby.h"
#include "detect/lexicon/words.h"
#include "detect/recognizers.h"
#include "text/apart.h"

namespace tirai::recognition {
namespace {
constexpr Figures kFigures = {.least = 4, .most = 8, .halves = true};
constexpr Figures kSix = {.least = 6, .most = 6};
constexpr auto kLinks = phrases("adalah", "adalah kode", "merupakan", "merupakan kode", "itu", "is your", "is the", "is my", "is", "as your", "as the", "untuk", "kode", "your", "ini", "sbg", "sebagai", "code");

constexpr auto kWhose = phrases("is your", "is my");
constexpr auto kGets = phrases("use", "enter", "got", "received");
constexpr auto kArticles = phrases("the", "my", "your");

// "Your Grab code is 482913": one name stands between, but no voucher's, order's or place's word.
TIRAI_ONCE bool is_somebodys(std::string_view text, std::size_t begin) {
  std::size_t at = begin;
  while (at > 0 && text[at - 1] == ' ') --at;
  const std::size_t end = at;
  while (at > 0 && is_letter_at(text, at - 1)) --at;
  const bool named = at < end && text[at] >= 'A' && text[at] <= 'Z' && !is_one_of<"voucher promo coupon discount referral booking order ticket tracking gate zip postal area unit item product error status qr">(text.substr(at, end - at));
  return named && phrase_before(text, at, 5, kArticles);
}

// "The code I got was 482913", "the code you sent me is 4829".
TIRAI_ONCE bool came(std::string_view text, std::size_t at) {
  bool arrived = false;
  for (int words = 0; words < 5; ++words) {
    const auto word = word_at(text, skip_spaces(text, at, 2));
    if (!word || word->begin == at) return false;
    if (arrived && is_one_of<"is was">(word->in(text))) return true;
    arrived = arrived || is_one_of<"got received get sent gave came">(word->in(text));
    at = word->end;
    if (arrived && at < text.size() && text[at] == ':') return true;
  }
  return false;
}

// "code" alone is an error's or a voucher's as well, unless one says whose it is ("730415 is your Shopee code"), or that it came and is entered, or it is
// linked ("the code is 730415"). Nor does "to verify" say more: "use 730415 to verify your account", but "we counted 730415 to verify the stock".
std::optional<Match> code(const Said& said) {
  const std::string_view text = said.text, phrase = text.substr(said.phrase.begin, said.phrase.size());
  const std::size_t begin = said.phrase.begin;
  if (same_word(phrase.substr(0, 5), "digit") && begin >= 2 && (text[begin - 2] < '4' || text[begin - 2] > '8')) return std::nullopt;  // "3-digit code": a card's
  const bool verifies = same_word(phrase, "to verify");
  const bool second_factor = begin >= 4 && same_word(text.substr(begin - 4, 4), "2fa ");
  const bool bare = !second_factor && phrase.size() <= 5 && same_word(phrase.substr(0, 4), "code");
  const bool got = (bare || verifies) && phrase_before(text, begin, 14, kGets);
  const bool told = bare && phrase_before(text, begin, 5, kArticles);
  const bool linked = bare && (said.value().linked ? told || is_somebodys(text, begin) : told && came(text, said.phrase.end));
  const bool may_be_a_voucher = got || is_one_of<"kodenya gunakan masukkan">(phrase.substr(0, phrase.find(' ')));
  const Figures& figures = may_be_a_voucher ? kSix : kFigures;
  if (bare ? got || linked : !verifies) {
    if (const auto ahead = figures_ahead(text, said.phrase.end, 32, figures)) return Match{*ahead};
  }
  const auto behind = figures_behind(text, begin, kLinks, figures);
  const bool meant = bare ? phrase_before(text, begin, 24, kWhose).has_value() : got || !verifies;
  return behind && meant ? std::optional(Match{*behind}) : std::nullopt;
}

constexpr auto kPhrases = phrases("otp", "kode otp", "nomor otp", "no otp", "angka otp", "kode verifikasi", "kode rahasia", "kode autentikasi", "kode konfirmasi", "kode aktivasi", "kode keamanan sms", "kode sms", "kode login", "kode akses", "kode masuk", "kode verif", "kode 6 digit", "verifikasi",
                                         "verification code", "one time code", "one-time code", "one time password", "one-time password", "one time passcode", "one time pin", "authentication code", "auth code", "confirmation code sms", "login code", "security passcode", "sign in code",
                                         "security code sms", "passcode", "digit code", "digit kode", "mfa code", "access code", "sms code", "code sent", "code", "tac", "token code", "two factor code", "whatsapp code", "kode wa", "sms kode", "code we sent", "kodenya",
                                         "gunakan kode", "masukkan kode", "to verify");
}  // namespace

Recognizer otp() {
  return {.type = EntityType::kOtp, .pack = Pack::kSecrets, .candidate = Phrases{.phrases = kPhrases, .match = code, .negatable = true}, .confidence = {.alone = 0.88, .with_context = 0.88}};
}

}  // namespace tirai::recognition

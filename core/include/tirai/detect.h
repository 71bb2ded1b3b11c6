// Detection: text in, typed spans out. The value itself stays in the text.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tirai/text.h"

namespace tirai {

/// What can be found. Wire names are Presidio's in lower case, else <country>_<document>: kIdNik is "id_nik".
enum class EntityType : std::uint8_t {
  kEmailAddress,  ///< RFC 5321 addr-spec as people write it, at most 254 bytes
  kPhoneNumber,  ///< E.164, and national forms
  kPerson,  ///< a name, announced, declared or learnt
  kAddress,  ///< a postal address
  kDateOfBirth,
  kCreditCard,  ///< ISO/IEC 7812
  kCvv,  ///< card verification code
  kPin,
  kOtp,  ///< one-time code
  kPassword,
  kApiKey,
  kJwt,  ///< RFC 7519
  kUrlSecret,  ///< the secret part of a link
  kBankAccount,
  kIbanCode,  ///< ISO 13616
  kIpAddress,
  kMacAddress,
  kImei,
  kGps,  ///< a pair of coordinates
  kCrypto,  ///< wallet address; subtype "btc" or "eth"
  kIdNik,  ///< Indonesian national identity number, 16 digits
  kIdKk,  ///< family card
  kIdNpwp,  ///< tax number
  kIdNip,  ///< civil servant
  kIdSim,  ///< driving licence
  kIdPassport,
  kIdBpjsKes,  ///< health insurance
  kIdBpjsTk,  ///< employment insurance
  kIdPlate,  ///< vehicle registration
  kSgNricFin, kSgUen,
  kMyNric,
  kPhMobileNumber, kPhTin,
  kThTnin,
  kKrRrn, kKrBrn, kKrFrn,
  kInAadhaar, kInPan, kInGstin, kInVoter, kInPassport, kInVehicleRegistration,
  kAuTfn, kAuAbn, kAuAcn, kAuMedicare,
  kUsSsn, kUsItin, kUsEin, kUsMbi, kUsNpi, kAbaRoutingNumber, kUsPassport, kUsDriverLicense,
  kCaSin,
  kBrCpf, kBrCnpj,
  kZaIdNumber,
  kNgNin,
  kTrNationalId,
  kUkNhs, kUkNino, kUkPassport, kUkDrivingLicence, kUkPostcode, kUkVehicleRegistration,
  kDeTaxId, kDeSocialSecurity, kDeIdCard, kDePassport, kDeHealthInsurance,
  kFrNir,
  kEsNif, kEsNie,
  kItFiscalCode, kItVatCode,
  kNlBsn,
  kPlPesel,
  kSePersonnummer, kSeOrganisationsnummer,
  kFiPersonalIdentityCode,
  kEuVat,
  kOther,  ///< a field that an adapter declares and no recognizer knows
};
inline constexpr std::size_t kEntityTypeCount = static_cast<std::size_t>(EntityType::kOther) + 1;

[[nodiscard]] std::string_view to_string(EntityType type);
[[nodiscard]] std::optional<EntityType> entity_type_from(std::string_view name);

/// A value the page has declared (the customer's own name, phone, address ...), found again in every other text.
/// `class_id` is the policy class it was declared under. Of more than 256 bytes the first words
/// that fit are looked for; one of less than three characters is ignored (it would match everywhere).
struct KnownValue {
  std::string class_id;
  EntityType type = EntityType::kOther;
  std::string value;
};

/// Recognizers come in packs, which a policy switches on and off.
enum class Pack : std::uint8_t {
  kCoreId,   ///< core-id: Indonesia, and what is the same everywhere
  kSgMy,     ///< sg-my: Singapore, Malaysia
  kApac,     ///< apac: the Philippines, Thailand, Korea, India, Australia
  kEuUk,     ///< eu-uk: Europe, the United Kingdom, Turkey, Africa
  kUsCa,     ///< us-ca: the Americas
  kSecrets,  ///< secrets: keys, tokens, passwords and codes
};
inline constexpr std::size_t kPackCount = 6;
[[nodiscard]] std::string_view to_string(Pack pack);
[[nodiscard]] std::optional<Pack> pack_from(std::string_view name);

/// `known` is the index of the KnownValue that matched, or nothing when a recognizer did.
struct Detection {
  EntityType type = EntityType::kOther;
  ByteSpan span;
  double confidence = 0;  ///< 0 to 1: format, check digit and context together
  std::optional<std::uint32_t> known;
  std::string_view subtype = {};  ///< a literal of the recognizer: "btc", "eth"; mostly empty
  bool operator==(const Detection&) const = default;
};

class CustomPatterns;  // patterns.h

/// What is looked for: the least confidence a detection of each type needs to be reported, indexed by EntityType; which packs; a policy's own patterns.
struct Thresholds {
  double at_least[kEntityTypeCount];
  std::array<bool, kPackCount> pack_on = {true, true, true, true, true, true};
  std::shared_ptr<CustomPatterns> patterns;
  Thresholds() { std::fill(std::begin(at_least), std::end(at_least), 0.5); }
};

/// Pairs of letters that words begin with; of a word of one letter, and before what is none, the second is 0. Of ASCII, in any letter case.
class LetterPairs {
 public:
  constexpr void add(std::uint32_t first, std::uint32_t second) { seconds_[first & 31] |= 1u << (second & 31); }
  LetterPairs& operator|=(const LetterPairs& other) {
    for (std::size_t i = 0; i < seconds_.size(); ++i) seconds_[i] |= other.seconds_[i];
    return *this;
  }
  [[nodiscard]] constexpr bool has(std::uint32_t first, std::uint32_t second) const { return (seconds_[first & 31] >> (second & 31) & 1) != 0; }
  /// Whether a word begins so, whose key this is (see detect/word_key.h).
  [[nodiscard]] constexpr bool has(std::uint32_t key) const { return has(key, key >> 8); }

 private:
  std::array<std::uint32_t, 32> seconds_{};  // [n] bit m: the n-th letter and the m-th
};

/// Which words may begin something, by their keys (see detect/word_key.h); sometimes it says yes when none does.
class KeyFilter {
 public:
  void add(std::uint32_t key) {
    bits_[slot(key) / 32] |= 1u << (slot(key) % 32);
    pairs_.add(key, key >> 8);
  }
  [[nodiscard]] bool has(std::uint32_t key) const { return (bits_[slot(key) / 32] >> (slot(key) % 32) & 1) != 0; }
  [[nodiscard]] static std::uint32_t slot(std::uint32_t key) { return (key * 0x9E3779B1u) >> 17; }
  [[nodiscard]] const LetterPairs& pairs() const { return pairs_; }

 private:
  LetterPairs pairs_;
  std::array<std::uint32_t, 1024> bits_{};
};

/// Known values prepared once for a page: written variants (letter case, +62/0, grouping of digits, single names).
class KnownValues {
 public:
  KnownValues() = default;
  explicit KnownValues(std::vector<KnownValue> values);
  [[nodiscard]] const std::vector<KnownValue>& values() const { return values_; }
  [[nodiscard]] bool empty() const { return values_.empty(); }

  struct Variant {
    std::string folded;       ///< letters lower case, or digits alone
    std::uint32_t value = 0;  ///< index into values()
    bool whole = true;        ///< the whole value, or one name of it (then it must be capitalised in the text)
  };
  [[nodiscard]] const std::vector<Variant>& variants() const { return variants_; }  ///< sorted by `folded`
  [[nodiscard]] const KeyFilter& filter() const { return filter_; }  ///< of the words that values begin with

 private:
  KeyFilter filter_;
  std::vector<KnownValue> values_;
  std::vector<Variant> variants_;
};

/// Finds personal data in UTF-8 `text`. Answers are sorted, disjoint, on character boundaries. Where two overlap, a known value beats a
/// recognizer (but is part of an e-mail address that holds it), then higher confidence wins, then the longer, then the one that begins
/// first; what the loser covers beside the winner stays covered under the loser's type.
/// Linear in the text, whatever it holds. U+0000 separates texts: nothing is found across one.
[[nodiscard]] std::vector<Detection> detect(std::string_view text, const KnownValues& known = {}, const Thresholds& thresholds = {});

}  // namespace tirai

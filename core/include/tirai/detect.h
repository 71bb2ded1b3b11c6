// Detection: text in, typed spans out. The value itself stays in the text.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tirai/text.h"

namespace tirai {

/// What a recognizer knows. Wire names are Presidio's in lower case, else <country>_<document>.
enum class EntityType : std::uint8_t {
  kEmailAddress,  ///< email_address: RFC 5321 addr-spec as people write it, at most 254 bytes
  kPhoneNumber,   ///< phone_number: E.164, and national forms of Indonesia
  kCreditCard,    ///< credit_card: ISO/IEC 7812, 13 to 19 digits, Luhn
  kIdNik,         ///< id_nik: Indonesian national identity number, 16 digits
  kPerson,        ///< person: declared by an adapter or learnt, not yet recognized in free text
  kAddress,       ///< address: declared by an adapter or learnt, not yet recognized in free text
  kOther,         ///< other: a field that an adapter declares and no recognizer knows
};
inline constexpr std::size_t kEntityTypeCount = 7;

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

/// `known` is the index of the KnownValue that matched, or nothing when a recognizer did.
struct Detection {
  EntityType type = EntityType::kOther;
  ByteSpan span;
  double confidence = 0;  ///< 0 to 1: format, check digit and context together
  std::optional<std::uint32_t> known;
  bool operator==(const Detection&) const = default;
};

/// The least confidence a detection of each type needs to be reported, indexed by EntityType.
struct Thresholds {
  double at_least[kEntityTypeCount] = {0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5};
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

 private:
  std::vector<KnownValue> values_;
  std::vector<Variant> variants_;
};

/// Finds personal data in UTF-8 `text`. Answers are sorted, disjoint, on character boundaries. Where two overlap, a known value beats a
/// recognizer (but is part of an e-mail address that holds it), then higher confidence wins, then the longer, then the one that begins
/// first; what the loser covers beside the winner stays covered under the loser's type.
/// Linear in the text, whatever it holds. U+0000 separates texts: nothing is found across one.
[[nodiscard]] std::vector<Detection> detect(std::string_view text, const KnownValues& known = {}, const Thresholds& thresholds = {});

}  // namespace tirai

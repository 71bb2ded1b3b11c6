#include <array>

#include "detect/recognizer.h"
#include "tirai/detect.h"

namespace tirai {
namespace {
constexpr std::array<std::string_view, kEntityTypeCount> kNames = {"email_address", "phone_number", "credit_card", "id_nik", "person", "address", "other"};
}

std::string_view to_string(EntityType type) { return kNames[static_cast<std::size_t>(type)]; }

std::optional<EntityType> entity_type_from(std::string_view name) {
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i] == name) return static_cast<EntityType>(i);
  }
  return std::nullopt;
}

std::span<const std::string_view> recognition::entity_type_names() { return kNames; }

}  // namespace tirai

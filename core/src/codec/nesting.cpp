#include "tirai/nesting.h"

namespace tirai {

bool is_nested_deeper(std::string_view json, int most) {
  int depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    if (quoted) {
      if (json[i] == '\\') ++i;
      else if (json[i] == '"') quoted = false;
    } else if (json[i] == '"') {
      quoted = true;
    } else if (json[i] == '{' || json[i] == '[') {
      if (++depth > most) return true;
    } else if (json[i] == '}' || json[i] == ']') {
      --depth;
    }
  }
  return false;
}

}  // namespace tirai

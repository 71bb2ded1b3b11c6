// A policy's test file (*.test.json), read into cases: one request and what is expected of its answer.
#pragma once

#include <string>
#include <vector>

#include "policytool/cells.h"

namespace tirai::tool {

struct Case {
  std::string name;  ///< what tells it from its neighbours: "role=agent class=contact.phone"
  Json request;      ///< AuthZEN
  Json expect;       ///< {"level"?, "permitted"?, "rules"?: […], "obligations"?: {…}}
};
struct Test {
  std::string file;
  std::string name;
  std::vector<Case> cases;
};

/// {"tirai_test": 1, "policy": file, "now": time, "fixtures": {name: given}, "tests": [{"name", "with": [fixtures], "given": {fact: value},
///  "request": AuthZEN, and one of "expect" | "matrix" and "expect" | "table"}]}. At most 4,096 tests and 100,000 cases.
[[nodiscard]] Result<std::vector<Test>> read_test_file(const Policy& policy, const PolicySource& file);

}  // namespace tirai::tool

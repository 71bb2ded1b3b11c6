// Reading the vectors. Cases are data, so the same ones run natively, in wasm and on the plain-JS twin.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "source_dir.h"

namespace tirai::vectors {

inline std::string read_file(const std::string& path) {
  std::ifstream in(source_dir() + "/" + path, std::ios::binary);
  EXPECT_TRUE(in.good()) << "cannot read " << path;
  std::stringstream out;
  out << in.rdbuf();
  return out.str();
}

struct Case {
  nlohmann::json data;
  std::string where;  ///< "tests/vectors/detect/id_nik.jsonl:12: why"
};

/// The cases of a JSON Lines file. A file without any is a failure: a test that reads nothing proves nothing.
inline std::vector<Case> read_cases(const std::string& path) {
  std::istringstream in(read_file(path));
  std::vector<Case> cases;
  int line_number = 0;
  for (std::string line; std::getline(in, line);) {
    ++line_number;
    if (line.empty()) continue;
    nlohmann::json data = nlohmann::json::parse(line, nullptr, false);
    EXPECT_TRUE(data.is_object()) << path << ":" << line_number;
    if (!data.is_object()) continue;
    std::string why = data.value("why", "");
    cases.push_back({std::move(data), path + ":" + std::to_string(line_number) + ": " + why});
  }
  EXPECT_FALSE(cases.empty()) << path;
  return cases;
}

}  // namespace tirai::vectors

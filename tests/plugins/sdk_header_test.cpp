#include <doctest/doctest.h>

#include <cstdlib>
#include <string>

// The contract's header must compile wherever a plugin author puts it: as C and C++ of any year, all warnings
// on.
TEST_CASE("sayso_plugin.h compiles as C99 to C17 and C++11 to C++20 without a warning") {
  const std::string header = SAYSO_SOURCE_DIR "/plugins/sdk/sayso_plugin.h";
  for (const char* standard :
       {"cc -x c -std=c99", "cc -x c -std=c11", "cc -x c -std=c17", "c++ -x c++ -std=c++11",
        "c++ -x c++ -std=c++14", "c++ -x c++ -std=c++17", "c++ -x c++ -std=c++20"}) {
    CAPTURE(standard);
    const std::string command =
        std::string(standard) +
        " -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror -fsyntax-only -include " + header +
        " /dev/null";
    CHECK(std::system(command.c_str()) == 0);
  }
}

TEST_CASE("sayso_plugin.hpp compiles as C++17 and C++20 without a warning") {
  for (const char* standard : {"-std=c++17", "-std=c++20"}) {
    CAPTURE(standard);
    const std::string command = std::string("c++ -x c++ ") + standard +
                                " -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wold-style-cast -Werror "
                                "-fsyntax-only -I" SAYSO_SOURCE_DIR " -include " SAYSO_SOURCE_DIR
                                "/plugins/sdk/sayso_plugin.hpp /dev/null";
    CHECK(std::system(command.c_str()) == 0);
  }
}

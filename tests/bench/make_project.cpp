// Makes a project to be looked at by hand or by a script: bench_make_project FOLDER TEXT_BYTES ANNOTATIONS
#include <cstdio>
#include <cstdlib>

#include "tests/bench/big_project.h"

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fprintf(stderr, "usage: bench_make_project FOLDER TEXT_BYTES ANNOTATIONS\n");
    return 2;
  }
  sayso::bench::make_project(argv[1], {std::strtoul(argv[2], nullptr, 10), std::strtoul(argv[3], nullptr, 10)});
}

// Makes a project of many short articles, or grows it to that many: bench_make_articles FOLDER ARTICLES
#include <cstdio>
#include <cstdlib>

#include "tests/bench/big_project.h"

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: bench_make_articles FOLDER ARTICLES\n");
    return 2;
  }
  sayso::bench::grow_project(argv[1], std::strtoul(argv[2], nullptr, 10));
}

// swift-tools-version: 6.2
import PackageDescription

/// Optimised whole-module code is where the simulator's speed comes from; nothing here is unsafe.
let swift6: [SwiftSetting] = [.swiftLanguageMode(.v6)]

let package = Package(
  name: "switchboard",
  products: [
    .executable(name: "switchboard", targets: ["switchboard"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    .systemLibrary(name: "CGSL", pkgConfig: "gsl", providers: [.apt(["libgsl-dev"])]),
    .systemLibrary(
      name: "CXLSX", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(
      name: "CInflate", pkgConfig: "expat", providers: [.apt(["zlib1g-dev", "libexpat1-dev"])]),
    .systemLibrary(name: "CIconv"),
    .target(name: "CExamples"),
    .target(name: "QueueingTheory", dependencies: ["CGSL"], swiftSettings: swift6),
    .target(name: "ContactCenter", dependencies: ["CGSL"], swiftSettings: swift6),
    .target(
      name: "Tables", dependencies: ["ContactCenter", "CInflate", "CIconv"], swiftSettings: swift6),
    .target(name: "Optimization", swiftSettings: swift6),
    // The files become part of the program, which stays one file.
    .target(
      name: "CatalogueFiles",
      resources: [
        .embedInCode("kpi-catalogue.yaml"), .embedInCode("kpi-texts-en.yaml"),
        .embedInCode("kpi-texts-zh.yaml"),
      ],
      swiftSettings: swift6),
    .target(
      name: "ScenarioReading",
      dependencies: ["Tables", "ContactCenter", "Experiments", "CatalogueFiles", "Yams"],
      // A copy of the format machinery for every key would take four times as long to build and
      // save a tenth of a second of reading: see Docs/Decisions.md.
      swiftSettings: swift6 + [
        .unsafeFlags(
          ["-Xllvm", "-sil-disable-pass=generic-specializer"], .when(configuration: .release))
      ]),
    .target(
      name: "Experiments", dependencies: ["ContactCenter", "CGSL"], swiftSettings: swift6),
    .target(name: "Scale", dependencies: ["Experiments"], swiftSettings: swift6),
    .target(
      name: "Reporting",
      dependencies: [
        "Experiments", "ContactCenter", "QueueingTheory", "CXLSX",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: swift6),
    .target(
      name: "Verification",
      dependencies: [
        "Staffing", "Optimization", "ContactCenter", "Experiments", "QueueingTheory", "CGSL",
      ],
      swiftSettings: swift6),
    .target(
      name: "Staffing",
      dependencies: ["Tables", "ContactCenter", "Experiments", "QueueingTheory", "Optimization"],
      swiftSettings: swift6),
    .target(
      name: "Management", dependencies: ["Staffing", "ContactCenter", "Experiments"],
      swiftSettings: swift6),
    .target(
      name: "Jobs",
      dependencies: [
        "Management", "Staffing", "Reporting", "Verification", "Scale", "Experiments", "ScenarioReading",
        "Tables", "Optimization", "ContactCenter", "QueueingTheory",
      ],
      swiftSettings: swift6),
    .executableTarget(
      name: "switchboard",
      dependencies: [
        "Jobs", "Reporting", "Verification", "ScenarioReading", "Optimization", "ContactCenter",
        "CExamples",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: swift6),
    .testTarget(
      name: "ContactCenterTests", dependencies: ["ContactCenter", "QueueingTheory", "CGSL"],
      swiftSettings: swift6),
    .testTarget(
      name: "OptimizationTests", dependencies: ["Optimization"], swiftSettings: swift6),
    .testTarget(
      name: "TablesTests", dependencies: ["Tables", "ContactCenter"], swiftSettings: swift6),
    .testTarget(
      name: "ScenarioReadingTests",
      dependencies: [
        "ScenarioReading", "Experiments", "ContactCenter",
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: swift6),
    .testTarget(
      name: "ExperimentsTests", dependencies: ["Experiments", "ContactCenter"],
      swiftSettings: swift6),
    .testTarget(
      name: "ScaleTests", dependencies: ["Scale", "Experiments", "ContactCenter"], swiftSettings: swift6),
    .testTarget(
      name: "ReportingTests",
      dependencies: [
        "Reporting", "ScenarioReading", "Experiments", "ContactCenter",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: swift6),
    .testTarget(
      name: "VerificationTests", dependencies: ["Verification", "Experiments", "ContactCenter"],
      swiftSettings: swift6),
    .testTarget(
      name: "QueueingTheoryTests", dependencies: ["QueueingTheory"], swiftSettings: swift6),
    .testTarget(
      name: "StaffingTests",
      dependencies: ["Staffing", "Optimization", "Experiments", "ContactCenter", "QueueingTheory"],
      swiftSettings: swift6),
    .testTarget(
      name: "ManagementTests",
      dependencies: ["Management", "ScenarioReading", "Experiments", "ContactCenter"],
      swiftSettings: swift6),
    .testTarget(
      name: "JobsTests",
      dependencies: [
        "Jobs", "Reporting", "ScenarioReading", "Tables", "Experiments", "ContactCenter",
      ],
      swiftSettings: swift6),
    .testTarget(name: "ProgramTests", dependencies: ["Jobs", "Reporting"], swiftSettings: swift6),
  ]
)

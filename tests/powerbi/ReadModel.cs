// Reads a TMDL folder with Microsoft's own library (TOM), and writes it as one JSON file.
// usage: ReadModel.exe DEFINITION_FOLDER MODEL.bim; exit code 1 if it cannot be read, 2 if it is not valid.
using System;
using System.IO;
using Microsoft.AnalysisServices.Tabular;

static class ReadModel {
  static int Main(string[] arguments) {
    Database database;
    try {
      database = TmdlSerializer.DeserializeDatabaseFromFolder(arguments[0]);
    } catch (Exception error) {
      for (Exception cause = error; cause != null; cause = cause.InnerException) {
        Console.Error.WriteLine(cause.GetType().Name + ": " + cause.Message);
      }
      return 1;
    }
    var found = database.Model.Validate();
    foreach (var problem in found.Errors) {
      Console.Error.WriteLine(problem.Message);
    }
    File.WriteAllText(arguments[1], JsonSerializer.SerializeDatabase(database));
    return found.Errors.Count > 0 ? 2 : 0;
  }
}

using Moyai.MyNumber;
using Moyai.Platform;
using Moyai.Platform.Design;
using Moyai.Platform.Hosting;
using Moyai.Platform.Http;
using Moyai.Platform.Jobs;
using Moyai.Platform.AccessRecords;
using Moyai.Platform.Operations;
using Moyai.Platform.Secrets;
using Moyai.Platform.SignIn;
using Moyai.Residents;
using Moyai.Staff;

var builder = WebApplication.CreateSlimBuilder(args);
var settings = StaffSettings.FromEnvironment(builder.Configuration);
var keys = KeyFile.LoadOrCreate(settings.KeyFile);

builder.Logging.AddMoyaiLogging();
builder.WebHost.ConfigureKestrel(kestrel =>
{
    kestrel.AddServerHeader = false;
    kestrel.Limits.MaxRequestBodySize = 8L << 20; // a form; the import says for itself what it takes
});
builder.Services.AddPlatform(new PlatformModule.Settings(settings.Databases, keys, settings.KeyFolder, Zone.IndividualNumber));
builder.Services.AddMoyaiDesign();
builder.Services.AddMyNumber(keys);
builder.Services.AddResidents(settings.FontFolders);
builder.Services.AddMoyaiApiDescription();

var app = builder.Build();
app.UseMoyai();
app.MapMoyaiAssets().Open("画面の書式と印。だれの情報も持たない");
app.MapSignIn();
app.MapOpenApi("/openapi/{documentName}.json").Open("公開してよいAPIの説明。個人の情報を持たない");

var staff = app.MapStaff();
staff.MapAccessRecords();
staff.MapJobs();
staff.MapResidents();

await app.RunAsync();

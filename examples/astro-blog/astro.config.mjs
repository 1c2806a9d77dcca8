export default { site: "https://looms.example.com" };

//! Names for the sample practice, as mixed as those of a real one.

/// First names.
pub(super) fn first() -> Vec<&'static str> {
    listed(FIRST)
}

/// Last names.
pub(super) fn last() -> Vec<&'static str> {
    listed(LAST)
}

fn listed(names: &str) -> Vec<&str> {
    names.split(',').map(str::trim).collect()
}

const FIRST: &str = "
    Aaliyah, Abigail, Adrián, Ahmed, Aiko, Aisha, Alejandra, Alice, Amara, Amelia, Amir, Ana, Andrew,
    Angela, Anh, Anika, Anthony, Antonio, Ariel, Arjun, Ashley, Astrid, Ava, Beatriz, Benjamin, Brandon,
    Brianna, Camila, Carlos, Caroline, Cecilia, Charlotte, Chen, Chiara, Chidi, Chloé, Christopher,
    Claire, Damian, Daniel, Danielle, David, Deborah, Deepa, Denise, Diego, Dmitri, Dominique, Dorothy,
    Eleanor, Elena, Elif, Elijah, Elizabeth, Emeka, Emily, Emmanuel, Eric, Esperanza, Esther, Ethan,
    Eun-ji, Farah, Fatima, Felix, Fernando, Fiona, Francesca, Gabriel, Gabriela, George, Giovanni,
    Grace, Gregory, Guadalupe, Hana, Harper, Hassan, Heather, Helen, Henry, Hiroshi, Ian, Imani, Ingrid,
    Isaac, Isabella, Ivan, Jacob, Jada, Jamal, James, Jasmine, Javier, Jennifer, Jerome, Jessica, Jin,
    João, Jordan, José, Joshua, Julia, Kaito, Karen, Katarzyna, Keisha, Kenji, Kevin, Khadija, Kimberly,
    Kofi, Laila, Lamar, Laura, Leah, Leilani, Leon, Linh, Lucas, Lucía, Luis, Madison, Magdalena, Malik,
    María, Mariana, Martin, Mateo, Matthew, Maya, Mei, Michael, Michelle, Miguel, Minh,
    Mohammed, Monique, Nadia, Naomi, Natalia, Nathan, Nia, Nicole, Nikhil, Noah, Nora, Olga, Olivia,
    Omar, Oscar, Pablo, Patricia, Paul, Pedro, Penelope, Peter, Priya, Rachel, Rafael, Rahul, Raj,
    Raquel, Rebecca, Renée, Ricardo, Robert, Rosa, Ruth, Ryan, Sakura, Samantha, Samuel, Sanjay, Sara,
    Sean, Sebastián, Shanice, Shira, Simone, Sofía, Sophia, Stephanie, Susan, Tamar, Tamika, Tanya,
    Tariq, Teresa, Thandiwe, Thomas, Tiffany, Timothy, Tomás, Tyrone, Valentina, Vanessa, Victor,
    Vikram, Wei, William, Ximena, Yara, Yasmin, Yuki, Yusuf, Zainab, Zoë, Zoltán
";

const LAST: &str = "
    Abdi, Abebe, Acosta, Adams, Adeyemi, Aguilar, Ahmed, Alexander, Ali, Allen, Alvarez, Andersson,
    Aquino, Baker, Banerjee, Bailey, Barnes, Begum, Bell, Bennett, Bernard, Bianchi, Blake, Boateng,
    Brooks, Brown, Bui, Butler, Caballero, Campbell, Carter, Castillo, Castro, Chan, Chang, Chaudhry,
    Chavez, Chen, Choi, Clark, Cohen, Coleman, Collins, Cooper, Cruz, Da Silva, Dang, Davis, De la Cruz,
    Delgado, Diallo, Diaz, Dominguez, Dubois, Edwards, Eriksen, Espinoza, Estrada, Evans, Fernández,
    Ferrari, Fischer, Flores, Foster, Friedman, Fujimoto, Garcia, Garza, Gomez, González, Gray, Green,
    Griffin, Gupta, Gutiérrez, Haddad, Hall, Hamilton, Hansen, Harris, Hassan, Hayes, Henderson,
    Hernández, Herrera, Hill, Ho, Hoang, Horvath, Hossain, Howard, Huang, Hughes, Hussein, Huynh,
    Ibrahim, Ito, Ivanova, Jackson, James, Jansen, Jenkins, Jiménez, Johansson, Johnson, Jones, Joseph,
    Kamau, Kang, Kapoor, Kaur, Kelly, Khan, Kim, King, Kobayashi, Kowalski, Kumar, Lam, Larsen, Lee,
    Lehmann, Levy, Lewis, Li, Lin, Liu, Long, López, Ma, Maldonado, Martin, Martínez, Mbeki, McCarthy,
    McDonald, Mehta, Mejía, Mendoza, Mensah, Meyer, Miller, Mitchell, Mohamed, Molina, Moore, Morales,
    Moreau, Moreno, Morris, Mukherjee, Müller, Murphy, Nakamura, Ndiaye, Nelson, Ng, Nguyễn,
    Novak, Núñez, O’Brien, O’Connor, Okafor, Okonkwo, Oliveira, Omondi, Ortega, Ortiz, Owusu, Pacheco,
    Park, Parker, Patel, Pereira, Perez, Perry, Petrov, Pham, Phan, Phillips, Popescu, Powell, Price,
    Qureshi, Ramírez, Ramos, Rao, Reddy, Reed, Reyes, Richardson, Rivera, Roberts, Robinson, Rodríguez,
    Rogers, Romano, Rosen, Ross, Rossi, Roy, Ruiz, Russo, Saito, Salazar, Sánchez, Sanders, Santiago,
    Santos, Sato, Schmidt, Schwartz, Scott, Sharma, Silva, Simmons, Singh, Smith, Smith-Jones, Soto,
    Stewart, Sullivan, Suzuki, Svensson, Takahashi, Tan, Tanaka, Taylor, Tesfaye, Thomas, Thompson,
    Torres, Tran, Traoré, Turner, Tshabalala, Valdez, Vargas, Vásquez, Vega, Vu, Walker, Wang, Ward,
    Washington, Watson, Weber, White, Williams, Wilson, Wong, Wood, Wright, Wu, Yamamoto, Yang, Yilmaz,
    Young, Zhang, Zhou, Zimmermann
";
